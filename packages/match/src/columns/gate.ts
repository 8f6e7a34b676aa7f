import type { BoundWeights } from './bound-weights.ts'
import { experienceShift, payBit, payShift } from './codes.ts'
import { classSize, ruledOut } from './trial.ts'

/**
 * What the columns beside an entry must show for its row to be looked up. Each sum is a direction of the score, values in
 * ten-thousandths times weights in hundredths, and at least what any row of the entry has; so who is turned away could not
 * have entered the list. The gate closes as the list fills.
 */
export type Gate = {
  /** What an entry of a full fit shows: flags that it has, flags that it has not, and marks that it has. */
  flags: number
  without: number
  marks: number
  /** 1 where an entry that lacks these is unknown or unmet in something, 2 where it surely misses a must. */
  lackingLevel: 1 | 2
  /** Both sums multiplied, from which on a pair may enter the list; 0 while every pair may, infinite once none can. */
  least: number
  /** The same for an entry that lacks what a full fit needs. */
  leastLacking: number
  weights: BoundWeights
  /** What the occupation at hand adds to the sum for the person and to that for the job. */
  occupationToPerson: number
  occupationToJob: number
  /** What experience, skills, pay and recency add at most, by kind, and the most of all kinds. */
  readonly kindToPerson: Float64Array
  readonly kindToJob: Float64Array
  bestToPerson: number
  bestToJob: number
  /** What the distance adds, by whole kilometres; the last stands for all beyond. */
  kmToPerson: Float64Array
  kmToJob: Float64Array
  /** Whole kilometres that count at least for an entry whose place is not known. */
  unplacedKm: number
  /** Every pair at hand lacks something that makes a fit full. */
  partial: boolean
  /** The last place of the list. */
  limit: number
  /** Comes off each score, in millionths. */
  price: number
}

type Need = Pick<Gate, 'flags' | 'without' | 'marks' | 'lackingLevel'>

/** Flags tell so many kinds apart: whether pay was said and in how many words, the longest experience, how many skills. */
export const kindCount = 128
const kindOf = (flags: number): number => (flags >>> payShift) & (kindCount - 1)

const nowhere = new Float64Array(1)
const weightless: BoundWeights = {
  person: nowhere,
  job: nowhere,
  total: 0,
  kmToPerson: nowhere,
  kmToJob: nowhere,
}

export const createGate = (): Gate => ({
  flags: 0,
  without: 0,
  marks: 0,
  lackingLevel: 1,
  least: 0,
  leastLacking: 0,
  weights: weightless,
  occupationToPerson: 0,
  occupationToJob: 0,
  kindToPerson: new Float64Array(kindCount),
  kindToJob: new Float64Array(kindCount),
  bestToPerson: 0,
  bestToJob: 0,
  kmToPerson: nowhere,
  kmToJob: nowhere,
  unplacedKm: 0,
  partial: false,
  limit: ruledOut,
  price: 0,
})

/** For a new list, into which everyone may enter; distances count nothing until they are set. */
export const openGate = (gate: Gate, full: Need, weights: BoundWeights): void => {
  gate.weights = weights
  gate.flags = full.flags
  gate.without = full.without
  gate.marks = full.marks
  gate.lackingLevel = full.lackingLevel
  gate.partial = false
  gate.unplacedKm = 0
  gate.price = 0
  gate.least = 0
  gate.leastLacking = 0
  gate.kmToPerson = nowhere
  gate.kmToJob = nowhere
}

/** What someone of a kind can have at most; values in ten-thousandths, the distance's where it is the same for everyone. */
export type Most = {
  readonly skills: number
  readonly experience: number
  readonly pay: number
  readonly recency: number
  readonly distance: number
}

export const setKind = (gate: Gate, kind: number, most: Most): void => {
  gate.kindToPerson[kind] = sumOf(most, gate.weights.person)
  gate.kindToJob[kind] = sumOf(most, gate.weights.job)
}

const sumOf = (most: Most, weights: Float64Array): number =>
  most.skills * (weights[1] ?? 0) +
  most.experience * (weights[2] ?? 0) +
  most.pay * (weights[3] ?? 0) +
  most.distance * (weights[4] ?? 0) +
  most.recency * (weights[5] ?? 0)

/** After the kinds were set. */
export const setBest = (gate: Gate, kinds: number): void => {
  gate.bestToPerson = 0
  gate.bestToJob = 0
  for (let kind = 0; kind < kinds; kind += 1) {
    gate.bestToPerson = Math.max(gate.bestToPerson, gate.kindToPerson[kind] ?? 0)
    gate.bestToJob = Math.max(gate.bestToJob, gate.kindToJob[kind] ?? 0)
  }
}

/** Points the gate at the entries of an occupation so near to what is looked for, in ten-thousandths. */
export const aimAt = (gate: Gate, occupation: number): void => {
  gate.occupationToPerson = occupation * (gate.weights.person[0] ?? 0)
  gate.occupationToJob = occupation * (gate.weights.job[0] ?? 0)
}

/** Closes the gate to whoever stands behind the last place of the list. */
export const tighten = (gate: Gate, limit: number): void => {
  gate.limit = limit
  gate.least = leastAt(limit, { level: gate.partial ? 1 : 0, price: gate.price }, gate.weights)
  gate.leastLacking = leastAt(limit, { level: gate.lackingLevel, price: gate.price }, gate.weights)
}

type Standing = { readonly level: number; readonly price: number }

/**
 * The least product with which a pair of a level enters. Levels are those of places in `trial.ts`: 0 for full fits, 1 for those
 * that miss nothing but lack an answer, one more for each must that is missed.
 */
const leastAt = (limit: number, { level, price }: Standing, weights: BoundWeights): number => {
  const behind = limit - level * classSize
  if (behind >= classSize) return 0
  return behind < 0 ? Number.POSITIVE_INFINITY : leastFor(1_000_000 - behind, price, weights)
}

/** Which product of both sums gives a score of so many millionths after the price; 0 where every one does. */
const leastFor = (millionths: number, price: number, { total }: BoundWeights): number => {
  if (millionths <= 0 || total === 0) return 0
  // Scores are rounded, and the product here has its parts in another order.
  const mean = (millionths + price - 0.5) / 100
  return total * mean * mean * (1 - 1e-9)
}

/** False where no entry of the occupation at hand, so many whole kilometres away or more, can enter the list. */
export const mayHold = (gate: Gate, km: number): boolean => {
  const at = Math.min(km, gate.kmToPerson.length - 1)
  const toPerson = gate.occupationToPerson + gate.bestToPerson + (gate.kmToPerson[at] ?? 0)
  const toJob = gate.occupationToJob + gate.bestToJob + (gate.kmToJob[at] ?? 0)
  return toPerson * toJob >= gate.least
}

/** The same for an entry with such flags and marks. */
export const mayPass = (gate: Gate, { flags, marks, km }: Entry): boolean => {
  const lacks =
    (flags & gate.flags) !== gate.flags || (flags & gate.without) !== 0 || (marks & gate.marks) !== gate.marks
  return reaches(gate, { kind: kindOf(flags), km }, lacks ? gate.leastLacking : gate.least)
}

/** The same for all of a class: the least is never more than what is asked of those that lack something. */
export const mayHoldClass = (gate: Gate, standing: number, km: number): boolean =>
  reaches(gate, { kind: kindOf((standing << experienceShift) | payBit), km }, Math.min(gate.least, gate.leastLacking))

const reaches = (gate: Gate, { kind, km }: { readonly kind: number; readonly km: number }, least: number): boolean => {
  if (least === 0) return true
  const at = Math.min(km, gate.kmToPerson.length - 1)
  const toPerson = gate.occupationToPerson + (gate.kindToPerson[kind] ?? 0) + (gate.kmToPerson[at] ?? 0)
  const toJob = gate.occupationToJob + (gate.kindToJob[kind] ?? 0) + (gate.kmToJob[at] ?? 0)
  return toPerson * toJob >= least
}

type Entry = { readonly flags: number; readonly marks: number; readonly km: number }

/**
 * The same for a job whose price in millionths is known, and whose values of skills, pay and recency, in ten-thousandths, are
 * at least so much less than the best of the kind.
 */
export const mayHoldJob = (gate: Gate, job: JobAtMost): boolean => {
  const least = leastAt(gate.limit, { level: gate.partial ? 1 : 0, price: job.price }, gate.weights)
  if (least === 0) return true
  const { person, job: forJob } = gate.weights
  const at = Math.min(job.km, gate.kmToPerson.length - 1)
  const { lessSkills, lessPay, lessRecency } = job
  const lessToPerson = lessSkills * (person[1] ?? 0) + lessPay * (person[3] ?? 0) + lessRecency * (person[5] ?? 0)
  const lessToJob = lessSkills * (forJob[1] ?? 0) + lessPay * (forJob[3] ?? 0) + lessRecency * (forJob[5] ?? 0)
  const toPerson = gate.occupationToPerson + gate.bestToPerson + (gate.kmToPerson[at] ?? 0) - lessToPerson
  const toJob = gate.occupationToJob + gate.bestToJob + (gate.kmToJob[at] ?? 0) - lessToJob
  return toPerson * toJob >= least
}

/** `km`: whole kilometres. */
export type JobAtMost = {
  readonly km: number
  readonly price: number
  readonly lessSkills: number
  readonly lessPay: number
  readonly lessRecency: number
}
