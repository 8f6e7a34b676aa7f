import { payStands } from './checks.ts'
import * as code from './codes.ts'
import { evaluate, experienceValues, payAtMost, skillsOf } from './evaluate.ts'
import { aimAt, type Gate, kindCount, mayHold, mayHoldJob, openGate, setBest, setKind, tighten } from './gate.ts'
import { priceAtLeast, recencyAtMost } from './job-marks.ts'
import { job } from './job-record.ts'
import type { Plan, Visitor } from './search.ts'
import { manySkills } from './skill-set.ts'
import type { SkillValues } from './skill-values.ts'
import { type Context, loadPay, loadRest } from './terms.ts'
import type { Top } from './top.ts'
import { bucketOf, type Trial } from './trial.ts'

/** A work that the person wants, and how near each occupation is to it. */
export type Work = { readonly occupation: number; readonly values: Int16Array; readonly near: readonly number[] }

type Scan = {
  readonly gate: Gate
  readonly context: Context
  /** The person's record. */
  readonly words: Int32Array
  readonly works: readonly Work[]
  readonly plan: Plan
  /** Of this person. */
  readonly skills: SkillValues
  /** The sets of skills that jobs of a bucket of occupations ask for; undefined where they are too many to go through. */
  setsOf(bucket: number): readonly number[] | undefined
}

/** Offers every job that can still enter to a list of the best. The gate is one for all lists, and opened here. */
export const jobsVisitor = (
  trial: Trial,
  top: Top,
  { gate, context, words, works, plan, skills, setsOf }: Scan,
): Visitor => {
  const flags = words[0] ?? 0
  const most = openForPerson(gate, flags, context)
  const partial = works.length === 0 || (flags & code.timesSaid) === 0
  const { terms, now } = trial
  const passes = passesFor(flags)
  // Who named no work is offered every kind: for each set of skills it is worked out once what theirs are worth.
  const anyWork = works.length === 0
  const skillsFor = (set: number): number => skills.of(set, () => skillsOf(trial, words, 0, context.skillSet(set)))
  /** By how much the skills are worth less than at most, in any job of the bucket. */
  const lessSkillsIn = (bucket: number): number => {
    const sets = anyWork && bucket >= 0 ? setsOf(bucket) : undefined
    if (sets === undefined) return 0
    let best = 0
    for (const set of sets) best = Math.max(best, skillsFor(set))
    return Math.max(0, most.skills - best)
  }
  let lessSkills = 0
  return {
    gate,
    classes: () => undefined,
    enter(bucket, occupation, km) {
      gate.partial = partial
      aimAt(gate, occupation)
      tighten(gate, top.limit)
      lessSkills = lessSkillsIn(bucket)
      return mayHold(gate, Math.round(km))
    },
    mayFit: (offered, offset) =>
      (plan.values[bucketOf(offered[offset + job.occupation] ?? 0)] ?? -1) >= 0 && passes(offered[offset] ?? 0),
    passes(offered, marks, km) {
      if (!passes(offered)) return false
      const lessRecency = 10_000 - recencyAtMost(marks, now, context)
      return mayHoldJob(gate, { km, price: priceAtLeast(marks), lessSkills, lessPay: 0, lessRecency })
    },
    visit(rows, offset, km) {
      const offered = rows.words
      const set = offered[offset + job.skillSet] ?? 0
      if (anyWork) trial.skills = skillsFor(set)
      const skillsAtMost = anyWork ? trial.skills : (context.skillSet(set).ceilings[most.ceiling] ?? 0)
      const atMost = {
        km,
        price: offered[offset + job.price] ?? 0,
        lessSkills: Math.max(0, most.skills - skillsAtMost),
        lessPay: 0,
        lessRecency: 0,
      }
      if (!mayHoldJob(gate, atMost)) return
      loadPay(terms, offered, offset)
      if (anyWork && !payStands(trial, words, 0, context)) return
      if (anyWork && !mayHoldJob(gate, { ...atMost, lessPay: Math.max(0, most.pay - payAtMost(trial.ratio)) })) return
      loadRest(terms, offered, offset, now)
      if (!terms.active) return
      for (const { occupation, values } of works) trial.near[occupation] = values[terms.occupation] ?? 0
      trial.limit = top.limit
      trial.floorKm = km
      const place = evaluate(trial, words, 0, context)
      if (place > top.limit) return
      top.offer(place, rows, offset)
      if (top.limit < trial.limit) tighten(gate, top.limit)
    },
  }
}

/**
 * Opens the gate to what a person's flags allow them in any job: who named no skill and did no work has none, where skills
 * are asked for. Tells the values of skills and pay at most, and which of the ceilings of a job's skills is theirs.
 */
const openForPerson = (
  gate: Gate,
  flags: number,
  context: Context,
): { readonly skills: number; readonly pay: number; readonly ceiling: number } => {
  const longest = (flags >> code.experienceShift) & 3
  const said = (flags >> code.skillsShift) & manySkills
  // Times that were said and do not hold what a job needs are a must that is missed.
  const without = (flags & code.timesSaid) === 0 ? 0 : code.timesMask & ~flags
  const weights = context.bounds.ofAll()
  openGate(gate, { flags: 0, without, marks: 0, lackingLevel: 2 }, weights)
  gate.kmToPerson = weights.kmToPerson
  gate.kmToJob = weights.kmToJob
  const most = {
    skills: said === 0 && longest < 2 ? 5000 : 10_000,
    experience: experienceValues[longest === 1 ? 0 : longest] ?? 0,
    pay: (flags & code.payBit) === 0 ? 5000 : 10_000,
    recency: 10_000,
    distance: 0,
  }
  // Flags of jobs tell no kinds apart; their tilts are in the weights.
  for (let kind = 0; kind < kindCount; kind += 1) setKind(gate, kind, most)
  setBest(gate, 1)
  return { skills: most.skills, pay: most.pay, ceiling: longest >= 2 ? said + manySkills + 1 : said }
}

/** What can be seen by both sides' flags alone. */
const passesFor = (flags: number): ((job: number) => boolean) => {
  const employment = (flags >> code.employmentShift) & 0x3f
  const can = (flags & code.timesSaid) === 0 ? code.timesMask : flags
  return (job) => {
    if ((job & code.activeBit) === 0 || (job & flags & code.remoteBit) !== 0) return false
    if (employment !== 0 && ((job >> code.employmentShift) & employment) === 0) return false
    const lacking = job & code.timesMask & ~can
    return lacking === 0 || (lacking <= 0x7f && (lacking & (lacking - 1)) === 0)
  }
}
