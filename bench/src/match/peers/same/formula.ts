import { combine, hundredths, parts, unit } from '@rolecall/match/direction'
import { earthRadiusKm } from '@rolecall/match/geo'
import { weights } from '@rolecall/match/weights'

type Part = (typeof parts)[number]
type Values = Partial<Readonly<Record<Part, number>>>
type Direction = { readonly of: (part: Part) => number; readonly total: number }

const directionOf = (all: readonly number[]): Direction => ({
  of: (part) => all[parts.indexOf(part)] ?? 0,
  total: all.reduce((sum, weight) => sum + weight, 0),
})
const [forPerson, forJob] = [directionOf(hundredths(weights.person)), directionOf(hundredths(weights.job))]

/** What some parts of the score, in ten-thousandths, add to the sum of each direction. */
export const sumsOf = (values: Values): { readonly toPerson: number; readonly toJob: number } => {
  const sum = ({ of }: Direction) => parts.reduce((all, part) => all + (values[part] ?? 0) * of(part), 0)
  return { toPerson: sum(forPerson), toJob: sum(forJob) }
}

/**
 * Places in a list are whole numbers as in the engine, less first: a million for each class of fits (full, then partial by the
 * musts that are missed), and within it what the score lacks of the best.
 */
export const million = 1_000_000

/** What a score with these parts lacks of the best, before any price. */
export const behindOf = (values: Values): number => {
  const { toPerson, toJob } = sumsOf(values)
  return million - combine({ sum: toPerson, total: forPerson.total }, { sum: toJob, total: forJob.total })
}

/** How an engine calls the least and the most of a few values, and what keeps it from working an inner query's columns out twice. */
export type Dialect = { readonly least: string; readonly most: string; readonly fence: string }

/** Columns or parameters of the job, and of the moment: recency in ten-thousandths, the price of congestion in millionths. */
export type JobInSql = Readonly<Record<'payFrom' | 'hours' | 'recency' | 'price', string>>

/**
 * Ids with their places, from candidates with the columns id, class, pay, km (whole ones that count, 0 for remote work), to_person
 * and to_job (what the parts add that were known before), and those of the job where these are columns. Rounded where the engine rounds.
 */
export const placesInSql = (candidates: string, job: JobInSql, { most, least, fence }: Dialect): string => {
  const paidHours = `(${job.hours} / (${job.hours} + 2 * km / ${weights.travelKmPerHour}.0))`
  const pay = rounded(`${unit} * ${most}(0, ${least}(1, (${job.payFrom} / pay * ${paidHours} - 0.75) / 0.75))`)
  const sum = (early: string, { of }: Direction) =>
    `(${early} + ${of('pay')} * paid + ${of('distance')} * near + ${of('recency')} * recency)`
  const share = `${sum('to_person', forPerson)} * ${sum('to_job', forJob)} / ${forPerson.total * forJob.total}.0`
  return `
    SELECT id, class * ${million} + ${million} - ${most}(0, ${rounded(`100 * sqrt(${share})`)} - price) AS place FROM (
      SELECT id, class, to_person, to_job, ${job.price} AS price, ${job.recency} AS recency,
        ${halved('km', weights.distanceHalfKm)} AS near,
        CASE WHEN pay < 0 THEN ${unit / 2} WHEN pay = 0 THEN ${unit} ELSE ${pay} END AS paid
      FROM (${candidates}) candidate ${fence}) valued`
}

/** Between the place of a row and of a query, by the chord on a globe of radius 1: of each the columns or parameters x, y and z. */
export const kmInSql = ($: (name: 'x' | 'y' | 'z') => string, { least }: Dialect): string => {
  const apart = (axis: 'x' | 'y' | 'z') => `(${axis} - ${$(axis)}) * (${axis} - ${$(axis)})`
  return `${2 * earthRadiusKm} * asin(${least}(1, sqrt(${apart('x')} + ${apart('y')} + ${apart('z')}) / 2))`
}

/** `days`: since a job was published. */
export const recencyInSql = (days: string, { most }: Dialect): string =>
  halved(`${most}(0, ${days})`, weights.recencyHalfDays)

/** A part that is a half where the amount is `half`, in ten-thousandths. */
const halved = (amount: string, half: number) => rounded(`${unit} * pow(2, -${amount} / ${half}.0)`)

const rounded = (value: string) => `floor(${value} + 0.5)`
