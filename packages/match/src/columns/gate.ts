import { payShift } from './codes.ts'
import type { Context } from './terms.ts'
import { classSize } from './trial.ts'

/**
 * What the columns beside an entry must show for its row to be looked up. Each sum is a direction of the score, values in
 * ten-thousandths times weights in hundredths, and at least what any row of the entry has; so who is turned away could not
 * have entered the list. The gate closes as the list fills.
 */
export type Gate = {
  /** Flags that an entry must have and must not have, and the marks that it must have. */
  flags: number
  without: number
  marks: number
  /** Both sums multiplied, from which on a pair may enter the list; 0 while every pair may. */
  least: number
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
  /** Every pair at hand lacks something that makes a fit full. */
  partial: boolean
  /** What the last of the list scores, in millionths; 0 while every pair may enter. */
  needed: number
  /** Comes off each score, in millionths. */
  price: number
  open: Need
  full: Need
}

/** Flags and marks that are asked for. */
export type Need = { readonly flags: number; readonly without: number; readonly marks: number }

/** Flags tell so many kinds apart: whether pay was said and in how many words, the longest experience, how many skills. */
export const kindCount = 128
const kindOf = (flags: number): number => (flags >>> payShift) & (kindCount - 1)

const nothing: Need = { flags: 0, without: 0, marks: 0 }
const nowhere = new Float64Array(1)

export const createGate = (): Gate => ({
  ...nothing,
  least: 0,
  occupationToPerson: 0,
  occupationToJob: 0,
  kindToPerson: new Float64Array(kindCount),
  kindToJob: new Float64Array(kindCount),
  bestToPerson: 0,
  bestToJob: 0,
  kmToPerson: nowhere,
  kmToJob: nowhere,
  partial: false,
  needed: 0,
  price: 0,
  open: nothing,
  full: nothing,
})

/** For a new list, into which everyone may enter. `full`: what is asked for once only fits that miss nothing can. */
export const openGate = (gate: Gate, { open, full }: { readonly open: Need; readonly full: Need }): void => {
  gate.open = open
  gate.full = full
  gate.partial = false
  gate.price = 0
  gate.least = 0
  gate.kmToPerson = nowhere
  gate.kmToJob = nowhere
  ask(gate, open)
}

/** What someone of a kind can have at most; values in ten-thousandths, the distance's where it is the same for everyone. */
export type Most = {
  readonly skills: number
  readonly experience: number
  readonly pay: number
  readonly recency: number
  readonly distance: number
}

export const setKind = (gate: Gate, kind: number, most: Most, { weights }: Context): void => {
  gate.kindToPerson[kind] = sumOf(most, weights.person)
  gate.kindToJob[kind] = sumOf(most, weights.job)
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
export const aimAt = (gate: Gate, occupation: number, { weights }: Context): void => {
  gate.occupationToPerson = occupation * (weights.person[0] ?? 0)
  gate.occupationToJob = occupation * (weights.job[0] ?? 0)
}

/** Closes the gate to whoever stands behind the last place of the list. */
export const tighten = (gate: Gate, limit: number, context: Context): void => {
  const behind = limit - (gate.partial ? classSize : 0)
  if (behind >= classSize) {
    gate.needed = 0
    gate.least = 0
    ask(gate, gate.open)
    return
  }
  gate.needed = 1_000_000 - behind
  gate.least = leastFor(gate.needed, gate.price, context)
  if (gate.partial) gate.without = gate.full.without
  else ask(gate, gate.full)
}

/** Which product of both sums gives a score of so many millionths after the price; 0 where every one does. */
const leastFor = (millionths: number, price: number, { weights }: Context): number => {
  if (millionths <= 0 || weights.total === 0) return 0
  // Scores are rounded, and the product here has its parts in another order.
  const mean = (millionths + price - 0.5) / 100
  return weights.total * mean * mean * (1 - 1e-9)
}

const ask = (gate: Gate, { flags, without, marks }: Need): void => {
  gate.flags = flags
  gate.without = without
  gate.marks = marks
}

/** False where no entry of the occupation at hand, so many whole kilometres away or more, can enter the list. */
export const mayHold = (gate: Gate, km: number): boolean => {
  const at = Math.min(km, gate.kmToPerson.length - 1)
  const toPerson = gate.occupationToPerson + gate.bestToPerson + (gate.kmToPerson[at] ?? 0)
  const toJob = gate.occupationToJob + gate.bestToJob + (gate.kmToJob[at] ?? 0)
  return toPerson * toJob >= gate.least
}

/** The same for a job without classes, once its price in millionths and its recency in ten-thousandths, at most, are known. */
export const mayHoldJob = (
  gate: Gate,
  { km, price, recency }: { readonly km: number; readonly price: number; readonly recency: number },
  context: Context,
): boolean => {
  if (gate.least === 0) return true
  const at = Math.min(km, gate.kmToPerson.length - 1)
  const { person, job } = context.weights
  const older = 10_000 - recency
  const toPerson = gate.occupationToPerson + gate.bestToPerson + (gate.kmToPerson[at] ?? 0) - older * (person[5] ?? 0)
  const toJob = gate.occupationToJob + gate.bestToJob + (gate.kmToJob[at] ?? 0) - older * (job[5] ?? 0)
  return toPerson * toJob >= leastFor(gate.needed, price, context)
}

/** The same for an entry with such flags. */
export const mayPass = (gate: Gate, flags: number, km: number): boolean => {
  const kind = kindOf(flags)
  const at = Math.min(km, gate.kmToPerson.length - 1)
  const toPerson = gate.occupationToPerson + (gate.kindToPerson[kind] ?? 0) + (gate.kmToPerson[at] ?? 0)
  const toJob = gate.occupationToJob + (gate.kindToJob[kind] ?? 0) + (gate.kmToJob[at] ?? 0)
  return toPerson * toJob >= gate.least
}
