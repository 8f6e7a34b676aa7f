import type { Rules } from '../rules.ts'
import { tiltBits } from '../tilt.ts'
import { createBoundWeights } from './bound-weights.ts'
import { activeBit, employmentShift, placedBit, reachBit, remoteBit, tiltShift } from './codes.ts'
import { createDictionaries, type Dictionaries } from './dictionary.ts'
import { job } from './job-record.ts'
import { createMoney, type Exchange } from './money.ts'
import { createNearnessRows, type NearnessRow } from './nearness-rows.ts'
import { createSkillSet, type SkillSet } from './skill-set.ts'
import { readDouble } from './words.ts'

/** What all scans of one engine share. */
export type Context = {
  readonly rules: Rules
  readonly dictionaries: Dictionaries
  nearness(occupation: number): NearnessRow
  skillSet(number: number): SkillSet
  exchange(from: number, to: number): Exchange
  /** The distance's value in ten-thousandths by whole kilometres; 0 beyond its end. */
  readonly distanceValues: Int16Array
  /** Weights for bounds of the score. */
  readonly bounds: ReturnType<typeof createBoundWeights>
  /** The recency's value in ten-thousandths by whole days; 0 beyond its end. */
  readonly recencyValues: Int16Array
  /** In hundredths, in the order of the parts. For jobs those of each tilt after another, and by it the product of both sums. */
  readonly weights: { readonly person: Float64Array; readonly job: Float64Array; readonly totals: Float64Array }
  /** The tilts that jobs have or had, each once. */
  readonly tilts: number[]
}

export const createContext = (rules: Rules): Context => {
  const dictionaries = createDictionaries()
  const distanceValues = halvings(rules.weights.distanceHalfKm)
  const jobByTilt = rules.directions.job.map(({ hundredths }) => hundredths)
  const tilts: number[] = []
  let skillSets: SkillSet[] = []
  let made = 0
  return {
    rules,
    dictionaries,
    nearness: createNearnessRows(rules, dictionaries),
    exchange: createMoney(dictionaries.currencies, rules.rates),
    skillSet(number) {
      const known = skillSets[number]
      if (known !== undefined) return known
      if (made >= mostSkillSets) {
        skillSets = []
        made = 0
      }
      made += 1
      const set = createSkillSet(dictionaries.skillSets.word(number), rules, dictionaries)
      skillSets[number] = set
      return set
    },
    distanceValues,
    bounds: createBoundWeights({ person: rules.directions.person, jobByTilt, tilts, distanceValues }),
    recencyValues: halvings(rules.weights.recencyHalfDays),
    weights: {
      person: Float64Array.from(rules.directions.person),
      job: Float64Array.from(jobByTilt.flat()),
      totals: Float64Array.from(jobByTilt, (weights) => sumOf(rules.directions.person) * sumOf(weights)),
    },
    tilts,
  }
}

const sumOf = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0)

/** A few kilobytes each. */
const mostSkillSets = 20_000

/** 2 ** -15 is less than half of a ten-thousandth. */
const halvings = (half: number): Int16Array =>
  Int16Array.from({ length: Math.ceil(half * 15) + 1 }, (_, amount) => Math.round(10_000 * 2 ** (-amount / half)))

/** A job, unpacked for comparing it with people. One object is filled again and again in a scan of jobs. */
export type Terms = {
  active: boolean
  remote: boolean
  placed: boolean
  reachKm: number
  occupation: number
  /** Which days, parts and employment, as they stand in flags. */
  times: number
  employment: number
  manyDays: boolean
  payFrom: number
  payTop: number
  currency: number
  /** Hours of each period on the job's schedule, and of the one that the pay is for. */
  hours: Float64Array
  payHours: number
  hoursADay: number
  words: Int32Array
  /** Where among the words the position stands. */
  place: number
  musts: number
  firstMust: number
  publishedAt: number
  /** Recency in ten-thousandths; less than 0 until it is worked out. */
  recency: number
  /** Of congestion, in millionths. */
  price: number
  skillSet: number
  /** What matters most, as it stands in flags. */
  tilt: number
}

export const createTerms = (): Terms => ({
  active: false,
  remote: false,
  placed: false,
  reachKm: 0,
  occupation: 0,
  times: 0,
  employment: 0,
  manyDays: false,
  payFrom: 0,
  payTop: 0,
  currency: 0,
  hours: new Float64Array(5),
  payHours: 0,
  hoursADay: 8,
  words: new Int32Array(0),
  place: 0,
  musts: 0,
  firstMust: 0,
  publishedAt: 0,
  recency: -1,
  price: 0,
  skillSet: 0,
  tilt: 0,
})

export const dayMs = 24 * 60 * 60 * 1000

export const recencyOf = (publishedAt: number, now: number, halfDays: number): number =>
  Math.round(10_000 * 2 ** (-Math.max(0, (now - publishedAt) / dayMs) / halfDays))

export const loadTerms = (terms: Terms, words: Int32Array, offset: number, now: number): void => {
  loadPay(terms, words, offset)
  loadRest(terms, words, offset, now)
}

/** The rest of a job, after its pay. */
export const loadRest = (terms: Terms, words: Int32Array, offset: number, now: number): void => {
  const flags = words[offset] ?? 0
  terms.active = (flags & activeBit) !== 0 && now < readDouble(words, offset + job.expiresAt)
  terms.remote = (flags & remoteBit) !== 0
  terms.placed = (flags & placedBit) !== 0
  terms.place = offset + job.latitude
  terms.reachKm = (flags & reachBit) === 0 ? Number.POSITIVE_INFINITY : (words[offset + job.reach] ?? 0) / 1000
  terms.occupation = words[offset + job.occupation] ?? 0
  terms.times = flags & 0x7ff
  terms.employment = (flags >> employmentShift) & 0x3f
  terms.manyDays = bitsIn(flags & 0x7f) >= 5
  terms.words = words
  terms.musts = words[offset + job.musts] ?? 0
  terms.firstMust = offset + job.rest
  terms.publishedAt = readDouble(words, offset + job.publishedAt)
  terms.recency = -1
  terms.price = words[offset + job.price] ?? 0
  terms.skillSet = words[offset + job.skillSet] ?? 0
  terms.tilt = (flags >> tiltShift) & tiltBits
}

/** What of a job its pay is compared by, alone. */
export const loadPay = (terms: Terms, words: Int32Array, offset: number): void => {
  terms.payFrom = readDouble(words, offset + job.payFrom)
  terms.payTop = readDouble(words, offset + job.payTop)
  const payKey = words[offset + job.payKey] ?? 0
  terms.currency = payKey >> 3
  setHours(terms, readDouble(words, offset + job.hoursADay), bitsIn((words[offset] ?? 0) & 0x7f))
  terms.payHours = terms.hours[payKey & 7] ?? 0
}

/** As `hoursIn` has it, in the order of the periods. */
const setHours = (terms: Terms, hoursADay: number, dayCount: number): void => {
  const perWeek = hoursADay * Math.max(1, Math.min(6, dayCount))
  terms.hoursADay = hoursADay
  terms.hours[0] = 1
  terms.hours[1] = hoursADay
  terms.hours[2] = perWeek
  terms.hours[3] = (perWeek * 52) / 12
  terms.hours[4] = perWeek * 52
}

const bitsIn = (mask: number): number => {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1
  return count
}
