import * as code from './codes.ts'
import { mustKinds } from './job-record.ts'
import { amountOf, listsOf, person } from './person-record.ts'
import type { Context } from './terms.ts'
import { bucketOf, type Trial } from './trial.ts'

/** True where the flags alone rule a person out; `times` sets what is missed or unknown. */
export const flagsRuleOut = (trial: Trial, flags: number): boolean => {
  const { terms } = trial
  if ((flags & code.activeBit) === 0 || (trial.alertsOnly && (flags & code.alertsBit) === 0)) return true
  const employment = (flags >> code.employmentShift) & 0x3f
  if (employment !== 0 && (employment & terms.employment) === 0) return true
  if (terms.remote && (flags & code.remoteBit) !== 0) return true
  if ((flags & code.timesSaid) === 0) return false
  const lacking = terms.times & ~flags
  return lacking !== 0 && (lacking > 0x7f || !terms.manyDays || (lacking & (lacking - 1)) !== 0)
}

/** All but the place: false where the pair is ruled out. Sets what is missed, what is unknown and what the score needs. */
export const standsFor = (trial: Trial, words: Int32Array, offset: number, context: Context): boolean => {
  const flags = words[offset] ?? 0
  if (flagsRuleOut(trial, flags)) return false
  trial.unknown = (flags & code.timesSaid) === 0
  trial.missed = !trial.unknown && (trial.terms.times & ~flags) !== 0 ? 1 : 0
  const lists = listsOf(flags, offset)
  if (!workStands(trial, words, lists, (words[offset + person.counts] ?? 0) & 0xff)) return false
  if (!payStands(trial, words, offset, context)) return false
  if (trial.terms.musts > 0) checkMusts(trial, words, offset, lists)
  return trial.missed <= trial.mostToMend
}

const workStands = (trial: Trial, words: Int32Array, lists: number, count: number): boolean => {
  trial.longest = 0
  trial.occupation = 0
  if (count === 0) {
    trial.unknown = true
    return trial.bucket <= 0
  }
  let best = -1
  let nearest = 0
  for (let index = lists; index < lists + count; index += 1) {
    const word = words[index] ?? 0
    const value = trial.near[word >> 2] ?? 0
    if (value < 0) continue
    if (value > best) {
      best = value
      nearest = word >> 2
    }
    if ((word & 3) > trial.longest) trial.longest = word & 3
  }
  trial.occupation = best
  return best >= 0 && (trial.bucket < 0 || bucketOf(nearest) === trial.bucket)
}

/** False where less is paid than is wanted. Sets the ratio of both. */
export const payStands = (trial: Trial, words: Int32Array, offset: number, context: Context): boolean => {
  trial.ratio = -1
  if (((words[offset] ?? 0) & code.payBit) === 0) return true
  const amount = amountOf(words, offset)
  if (amount === 0) {
    trial.ratio = Number.POSITIVE_INFINITY
    return true
  }
  const { terms } = trial
  const key = words[offset + person.rest] ?? 0
  const exchange = context.exchange(key >> 3, terms.currency)
  if (!exchange.known) {
    trial.unknown = true
    return true
  }
  const inOffered = (amount / exchange.divideDigits / exchange.divideRate) * exchange.timesRate * exchange.timesDigits
  const least = inOffered * (terms.payHours / (terms.hours[key & 7] ?? 0))
  trial.ratio = terms.payFrom / least
  return terms.payTop / least >= 1 - 1e-9
}

const checkMusts = (trial: Trial, words: Int32Array, offset: number, lists: number): void => {
  const { terms } = trial
  for (let must = 0; must < terms.musts; must += 1) {
    const verdict = mustVerdict(trial, must, words, { offset, lists })
    if (verdict < 0) trial.missed += 1
    else if (verdict === 0) trial.unknown = true
  }
}

/** 1 met, 0 unknown, -1 unmet. */
const mustVerdict = (
  { terms, longest }: Trial,
  must: number,
  words: Int32Array,
  { offset, lists }: { readonly offset: number; readonly lists: number },
): number => {
  const what = terms.words[terms.firstMust + 2 * must] ?? 0
  const asked = terms.words[terms.firstMust + 2 * must + 1] ?? 0
  const counts = words[offset + person.counts] ?? 0
  const languages = lists + (counts & 0xff)
  const papers = languages + ((counts >> 8) & 0xff)
  const skills = papers + ((counts >> 16) & 0xff)
  switch (what & 0xf) {
    case mustKinds.paper:
      return paperVerdict(words, papers, skills, asked)
    case mustKinds.language:
      return languageVerdict(words, languages, papers, (asked << 2) | (what >> 16))
    case mustKinds.experience:
      return experienceVerdict(longest, asked)
    default:
      for (let index = skills; index < skills + (counts >>> 24); index += 1) if (words[index] === asked) return 1
      return 0
  }
}

const paperVerdict = (words: Int32Array, from: number, to: number, asked: number): number => {
  let verdict = 0
  for (let index = from; index < to; index += 1) {
    const word = words[index] ?? 0
    if (word >> 1 !== asked) continue
    if ((word & 1) === 1) return 1
    verdict = -1
  }
  return verdict
}

const languageVerdict = (words: Int32Array, from: number, to: number, asked: number): number => {
  let verdict = 0
  for (let index = from; index < to; index += 1) {
    const word = words[index] ?? 0
    if (word >> 2 !== asked >> 2) continue
    if (word >= asked) return 1
    verdict = -1
  }
  return verdict
}

/** `longest`: 0 not said, 1 none, 2 under two years, 3 two years or more. */
const experienceVerdict = (longest: number, years: number): number => {
  if (longest === 0) return 0
  if (longest === 1) return -1
  if (longest === 2) return years < 2 ? 0 : -1
  return years <= 2 ? 1 : 0
}

/** The index, among the job's requirements, of the first must that is unmet; -1 where none is. After `standsFor`. */
export const firstUnmet = (trial: Trial, words: Int32Array, offset: number): number => {
  const lists = listsOf(words[offset] ?? 0, offset)
  for (let must = 0; must < trial.terms.musts; must += 1)
    if (mustVerdict(trial, must, words, { offset, lists }) < 0)
      return ((trial.terms.words[trial.terms.firstMust + 2 * must] ?? 0) >> 4) & 0xfff
  return -1
}
