import type { Requirement } from '@rolecall/contract/requirement'
import { congestionPrice } from '../direction.ts'
import { positionOf, stepsPerDegree } from '../geo.ts'
import { hoursIn } from '../pay-period.ts'
import type { JobRow } from '../rows.ts'
import { tiltOf } from '../tilt.ts'
import * as code from './codes.ts'
import type { Dictionaries } from './dictionary.ts'
import { pushDouble } from './words.ts'

/**
 * A job as whole numbers, all that a scan reads; what an explanation needs beside stands in the job itself. Doubles take two
 * words. `musts`: how many follow, each in two words: what it is (kind, index among the requirements, level), and of what.
 */
export const job = {
  flags: 0,
  occupation: 1,
  latitude: 2,
  longitude: 3,
  reach: 4,
  skillSet: 5,
  price: 6,
  payKey: 7,
  payFrom: 8,
  payTop: 10,
  expiresAt: 12,
  publishedAt: 14,
  hoursADay: 16,
  musts: 18,
  rest: 19,
} as const

/** What a must asks for; the number stands in its first word. */
export const mustKinds = { paper: 0, language: 1, experience: 2, skill: 3 } as const

export const encodeJob = (row: JobRow, dictionaries: Dictionaries, congestion: number): Int32Array => {
  const { posting } = row
  const position = positionOf(posting.place)
  const musts = posting.requirements.flatMap((requirement, index) =>
    requirement.must ? mustWords(requirement, index, dictionaries) : [],
  )
  const words = [
    flagsOf(row),
    dictionaries.occupations.number(posting.occupation),
    Math.round((position?.latitude ?? 0) * stepsPerDegree),
    Math.round((position?.longitude ?? 0) * stepsPerDegree),
    Math.round((posting.reachKm ?? 0) * 1000),
    dictionaries.skillSets.number(skillSetOf(posting)),
    Math.min(0x7fffffff, congestionPrice(row, congestion)),
    (dictionaries.currencies.number(posting.pay.currency) << 3) | code.periods.indexOf(posting.pay.period),
  ]
  pushDouble(words, posting.pay.min)
  pushDouble(words, posting.pay.max ?? posting.pay.min)
  pushDouble(words, row.expiresAt)
  pushDouble(words, row.publishedAt)
  pushDouble(words, hoursIn('day', posting))
  words.push(musts.length / 2, ...musts)
  return Int32Array.from(words)
}

const flagsOf = ({ posting, state, openingsLeft }: JobRow): number =>
  code.maskOf(posting.days, code.days) |
  (code.maskOf(posting.parts, code.dayParts) << code.partsShift) |
  (code.maskOf([posting.employmentType], code.employments) << code.employmentShift) |
  (posting.remote ? code.remoteBit : 0) |
  (positionOf(posting.place) === undefined ? 0 : code.placedBit) |
  (state === 'open' && openingsLeft > 0 ? code.activeBit : 0) |
  (posting.reachKm === null ? 0 : code.reachBit) |
  (tiltOf(posting) << code.tiltShift)

const mustWords = (must: Requirement, index: number, { papers, languages, skills }: Dictionaries): number[] => {
  const place = index << 4
  switch (must.kind) {
    case 'licence':
      return [place | mustKinds.paper, papers.number(`licence:${must.licence}`)]
    case 'work-permit':
      return [place | mustKinds.paper, papers.number(`permit:${must.country}`)]
    case 'language':
      return [place | mustKinds.language | (code.levels.indexOf(must.level) << 16), languages.number(must.language)]
    case 'experience':
      return [place | mustKinds.experience, must.years]
    case 'skill':
      return [place | mustKinds.skill, skills.number(must.skill)]
    default:
      return must satisfies never
  }
}

/** The occupation and the skills asked for, as JSON: jobs that say the same share one table of skills. */
const skillSetOf = ({ occupation, requirements }: JobRow['posting']): string =>
  JSON.stringify([
    occupation,
    requirements.flatMap((each) =>
      each.kind === 'skill' ? [{ kind: each.kind, skill: each.skill, must: each.must }] : [],
    ),
  ])
