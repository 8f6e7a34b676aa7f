import type { ImportField } from '@rolecall/contract/api/job-import'
import { EmploymentType } from '@rolecall/contract/job'
import type { Place } from '@rolecall/contract/place'
import type { Surroundings } from '../conversation/reading/work-and-place.ts'
import { fold, isIn, isSaid, synonyms, type Words } from '../conversation/words.ts'
import type { Finding } from './finding.ts'
import { readDate } from './read-date.ts'
import { readOffer } from './read-offer.ts'
import { readRequirements } from './read-requirements.ts'
import { readSchedule } from './read-schedule.ts'
import { type Guess, readOccupation, readPlace } from './read-work-place.ts'

/** The cells of a line by field; '' where there is none. */
export type JobCells = Readonly<Record<ImportField, string>>

/** `country`: the organisation's; `language`: the texts'; `payHeader`: what the column of pay is called; `now`: epoch milliseconds. */
export type LineContext = Surroundings & {
  readonly country: string
  readonly language: string
  readonly payHeader: string
  readonly now: number
}

/**
 * What a line was understood as. `posting` is for the judge of postings (`JobDraft`, `checkPosting`): what the line leaves open is
 * as an empty form has it, and named in `assumed`, or absent, and among the findings.
 */
export type JobLine = {
  readonly posting: Readonly<Record<string, unknown>>
  readonly occupation: Guess<string>
  readonly place: Guess<Place>
  readonly assumed: readonly ImportField[]
  readonly findings: readonly Finding[]
}

export const readJobLine = (cells: JobCells, context: LineContext): JobLine => {
  const { words, country, language } = context
  const { taxonomy } = context.look
  const [occupation, place] = [readOccupation(cells, context), readPlace(cells, context)]
  const pay = readOffer({ ...cells, header: context.payHeader }, { words, country })
  const schedule = readSchedule(cells, words)
  const requirements = readRequirements(cells, { words, taxonomy, language })
  const rest = readRest(cells, context)
  return {
    posting: {
      ...textsOf(cells, language),
      ...(occupation.sureness === 'none' ? {} : { occupation: occupation.choices[0] }),
      ...(place.sureness === 'none' ? {} : { place: place.choices[0] }),
      ...(pay.value === undefined ? {} : { pay: pay.value }),
      ...schedule.value,
      requirements: requirements.value,
      ...rest.posting,
    },
    occupation,
    place,
    assumed: [...pay.assumed, ...schedule.assumed, ...rest.assumed],
    findings: [
      ...missing(cells),
      ...unknownPlace(cells, place),
      ...pay.findings,
      ...schedule.findings,
      ...requirements.findings,
      ...rest.findings,
    ],
  }
}

const textsOf = ({ title, description }: JobCells, language: string) => ({
  ...(title === '' ? {} : { title }),
  ...(description === '' ? {} : { description: { text: description, language } }),
})

const missing = (cells: JobCells): readonly Finding[] =>
  (['title', 'description', 'place'] as const)
    .filter((field) => cells[field] === '')
    .map((field) => ({ field, code: 'required' }))

const unknownPlace = ({ place }: JobCells, { sureness }: Guess<Place>): readonly Finding[] =>
  place !== '' && sureness === 'none' ? [{ field: 'place', code: 'unknown-place' }] : []

type Rest = Pick<JobLine, 'posting' | 'assumed' | 'findings'>

const day = 86_400_000
/** As the form has it before anything is typed. */
const openDays = 30

/** The cells that hold one plain thing each. */
const readRest = (cells: JobCells, { words, now }: LineContext): Rest => {
  const findings: Finding[] = []
  const take = <T>(field: ImportField, reading: T | undefined, usual: T): T => {
    if (cells[field] !== '' && reading === undefined) findings.push({ field, code: 'invalid' })
    return reading ?? usual
  }
  const date = (field: 'startsOn' | 'expiresOn', usual: string | undefined): string | undefined => {
    const reading = readDate(cells[field])
    if (reading !== 'ambiguous') return take(field, reading, usual)
    findings.push({ field, code: 'ambiguous-date' })
    return usual
  }
  const employmentType = typeOf(cells.employmentType, words)
  const isAny = isSaid(words, 'any', fold(cells.reachKm))
  const startsOn = date('startsOn', undefined)
  const posting = {
    employmentType: take('employmentType', employmentType, 'FULL_TIME'),
    remote: take('remote', isRemote(cells.remote, words), false),
    reachKm: isAny ? null : take('reachKm', kilometresOf(cells.reachKm), null),
    openings: take('openings', numberOf(cells.openings), 1),
    answerDays: take('answerDays', numberOf(cells.answerDays), 7),
    ...(startsOn === undefined ? {} : { startsOn }),
    expiresOn: date('expiresOn', new Date(now + openDays * day).toISOString().slice(0, 10)),
  }
  const usual = ['employmentType', 'expiresOn', 'answerDays'] as const satisfies ImportField[]
  return { posting, assumed: usual.filter((field) => cells[field] === ''), findings }
}

const typeOf = (cell: string, words: Words): EmploymentType | undefined =>
  EmploymentType.options.find(
    (type) => fold(cell) === fold(type) || synonyms(words, `employment.${type}`).includes(fold(cell)),
  )

const isRemote = (cell: string, words: Words): boolean | undefined => {
  if (isSaid(words, 'yes', fold(cell)) || isIn(words, 'remote', fold(cell))) return true
  return isSaid(words, 'no', fold(cell)) ? false : undefined
}

const kilometresOf = (cell: string): number | undefined =>
  numberOf(cell.toLowerCase().endsWith('km') ? cell.slice(0, -2).trim() : cell)

const numberOf = (cell: string): number | undefined => (/^\d{1,6}$/.test(cell) ? Number(cell) : undefined)
