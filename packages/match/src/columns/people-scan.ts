import { firstUnmet, flagsRuleOut, standsFor } from './checks.ts'
import * as code from './codes.ts'
import { bestWithin, evaluate, kmWithin, setCeilings } from './evaluate.ts'
import { marksNeeded } from './marks.ts'
import type { Visitor } from './search.ts'
import type { Context } from './terms.ts'
import type { Top } from './top.ts'
import { classSize, type Trial } from './trial.ts'

/** Offers whoever can still enter to a list of the best. */
export const bestVisitor = (trial: Trial, top: Top, context: Context): Visitor => {
  const marks = marksNeeded(trial.terms)
  return {
    enter(bucket, occupation, km) {
      trial.bucket = bucket
      trial.floorKm = Math.round(km)
      trial.nearest = occupation
      if (!isFull(top.limit)) return true
      const part = { occupation, km: trial.floorKm, unknown: bucket === 0, ...anyone }
      return bestWithin(trial, part, context) <= top.limit
    },
    classes: () => setCeilings(trial, context),
    allows: (standing) => (trial.ceilings[standing] ?? 0) <= top.limit,
    classOf,
    needs: () => (top.limit < classSize ? marks : 0),
    passes: (flags) => !flagsRuleOut(trial, flags),
    visit(rows, offset) {
      trial.limit = top.limit
      const place = evaluate(trial, rows.words, offset, context)
      if (place <= top.limit) top.offer(place, rows, offset)
    },
  }
}

/** Tells for everyone who is not ruled out the index of the only must that they miss, -1 where they miss none. */
export const missVisitor = (trial: Trial, tell: (requirementIndex: number) => void, context: Context): Visitor => ({
  ...looksAtAll,
  enter(bucket) {
    trial.bucket = bucket
    return true
  },
  passes: (flags) => !flagsRuleOut(trial, flags),
  visit({ words }, offset) {
    if (!standsFor(trial, words, offset, context) || kmWithin(trial, words, offset) === -2) return
    const unmet = trial.missed === 0 ? -1 : firstUnmet(trial, words, offset)
    // The one miss may be a day of the week, which is not a requirement.
    if (trial.missed === 0 || unmet >= 0) tell(unmet)
  },
})

/** What flags say of experience and skills, as one number. */
export const classOf = (flags: number): number => (flags >> code.experienceShift) & 0x1f

/** All classes, in any order. */
export const looksAtAll = { classes: () => [...Array(32).keys()], allows: () => true, needs: () => 0, classOf } as const

/** The most that flags can say of experience and skills. */
const anyone = { longest: 3, skills: 10_000 } as const

export const isFull = (limit: number): boolean => limit < 0x7ffffffe
