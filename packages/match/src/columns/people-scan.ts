import { firstUnmet, flagsRuleOut, standsFor } from './checks.ts'
import * as code from './codes.ts'
import { evaluate, experienceValues, kmWithin } from './evaluate.ts'
import { aimAt, createGate, type Gate, kindCount, mayHold, openGate, setBest, setKind, tighten } from './gate.ts'
import { mustKinds } from './job-record.ts'
import { marksNeeded } from './marks.ts'
import { listsOf, person } from './person-record.ts'
import type { Visitor } from './search.ts'
import { manySkills } from './skill-set.ts'
import type { Context, Terms } from './terms.ts'
import type { Top } from './top.ts'
import type { Trial } from './trial.ts'

/** Offers whoever can still enter to a list of the best. The gate is one for all lists, and opened here. */
export const bestVisitor = (trial: Trial, top: Top, { gate, context }: Scan): Visitor => {
  openForJob(gate, trial, context)
  let order: readonly number[] | undefined
  return {
    gate,
    enter(bucket, occupation, km) {
      trial.bucket = bucket
      gate.partial = bucket === 0
      aimAt(gate, occupation)
      tighten(gate, top.limit)
      return mayHold(gate, Math.round(km))
    },
    classes() {
      order ??= classesOf(gate)
      return order
    },
    mayFit: (words, offset) => wantsNear(trial, words, offset) && !flagsRuleOut(trial, words[offset] ?? 0),
    passes: (flags) => !flagsRuleOut(trial, flags),
    visit(rows, offset, km) {
      trial.limit = top.limit
      trial.floorKm = km
      const place = evaluate(trial, rows.words, offset, context)
      if (place > top.limit) return
      top.offer(place, rows, offset)
      if (top.limit < trial.limit) tighten(gate, top.limit)
    },
  }
}

/** True where a work that the person wants is near, or none was said. */
const wantsNear = ({ near }: Trial, words: Int32Array, offset: number): boolean => {
  const lists = listsOf(words[offset] ?? 0, offset)
  const count = (words[offset + person.counts] ?? 0) & 0xff
  for (let index = lists; index < lists + count; index += 1) if ((near[(words[index] ?? 0) >> 2] ?? 0) >= 0) return true
  return count === 0
}

type Scan = { readonly gate: Gate; readonly context: Context }

/** Tells for everyone who is not ruled out the index of the only must that they miss, -1 where they miss none. */
export const missVisitor = (trial: Trial, tell: (requirementIndex: number) => void, context: Context): Visitor => ({
  gate: createGate(),
  enter(bucket) {
    trial.bucket = bucket
    return true
  },
  classes: () => undefined,
  mayFit: (words, offset) => !flagsRuleOut(trial, words[offset] ?? 0),
  passes: (flags) => !flagsRuleOut(trial, flags),
  visit({ words }, offset) {
    if (!standsFor(trial, words, offset, context) || kmWithin(trial, words, offset) === -2) return
    const unmet = trial.missed === 0 ? -1 : firstUnmet(trial, words, offset)
    // The one miss may be a day of the week, which is not a requirement.
    if (trial.missed === 0 || unmet >= 0) tell(unmet)
  },
})

const classes: readonly number[] = [...Array(code.classCount).keys()]

const openForJob = (gate: Gate, { terms }: Trial, context: Context): void => {
  const without = terms.remote ? code.remoteBit : 0
  const weights = context.bounds.ofTilt(terms.tilt)
  openGate(gate, { flags: flagsOfFullFit(terms), without, marks: marksNeeded(terms), lackingLevel: 1 }, weights)
  gate.price = terms.price
  if (!terms.remote) {
    gate.kmToPerson = weights.kmToPerson
    gate.kmToJob = weights.kmToJob
    gate.unplacedKm = Math.floor(context.rules.weights.distanceHalfKm)
  }
  const { ceilings } = context.skillSet(terms.skillSet)
  for (let kind = 0; kind < kindCount; kind += 1) {
    const flags = kind << code.payShift
    const longest = (flags >> code.experienceShift) & 3
    const said = (flags >> code.skillsShift) & manySkills
    const most = {
      skills: ceilings[longest >= 2 ? said + manySkills + 1 : said] ?? 0,
      // Who said nothing stands before who has none, and may have done none of the works that are near.
      experience: experienceValues[longest === 1 ? 0 : longest] ?? 0,
      pay: (flags & code.payBit) === 0 ? 5000 : 10_000,
      recency: terms.recency,
      distance: terms.remote ? 10_000 : 0,
    }
    setKind(gate, kind, most)
  }
  setBest(gate, kindCount)
}

/** What the flags of someone show who meets every must: times, a place where it counts, experience where it is asked for. */
const flagsOfFullFit = (terms: Terms): number => {
  const anywhere = terms.remote && terms.reachKm === Number.POSITIVE_INFINITY
  return code.timesSaid | terms.times | (anywhere ? 0 : code.placedBit) | (asksExperience(terms) ? experienced : 0)
}

/** Only two years or more meet a must of experience. */
const experienced = 3 << code.experienceShift

const asksExperience = ({ words, firstMust, musts }: Terms): boolean => {
  for (let index = firstMust; index < firstMust + 2 * musts; index += 2)
    if (((words[index] ?? 0) & 0xf) === mustKinds.experience) return true
  return false
}

/** The classes of those whose pay was said, best first. */
const classesOf = ({ kindToPerson, kindToJob }: Gate): readonly number[] => {
  const sums = classes.map((standing) => {
    const kind = ((standing << code.experienceShift) | code.payBit) >> code.payShift
    return (kindToPerson[kind] ?? 0) + (kindToJob[kind] ?? 0)
  })
  return classes.toSorted((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0))
}
