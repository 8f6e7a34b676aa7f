import type { JobDraft } from '@rolecall/contract/job'
import type { Profile } from '@rolecall/contract/profile'
import type { JobRow, PersonRow } from '../rows.ts'
import type { Weights } from '../weights.ts'
import { hoursOf, kilometres, leastPay, metres } from './plain-measures.ts'
import type { PlainRules } from './plain-rules.ts'
import { plainSkills } from './plain-skills.ts'

/**
 * The matching of docs/matching.md once more, as plainly as can be: every pair, one after the other, all of it worked out
 * anew. It shares no code with the engine, so that a mistake would have to be made twice.
 */
export type Plain = {
  readonly id: string
  readonly full: boolean
  readonly missed: number
  readonly millionths: number
}

type Scan = { readonly now: number; readonly limit: number; readonly exclude?: ReadonlySet<string> }

export const bruteForce = (rules: PlainRules) => {
  const skills = plainSkills(rules)
  const judge = (person: PersonRow, job: JobRow, now: number) => judgePair({ person, job, now, rules, skills })
  return {
    judge,
    peopleFor: (people: readonly PersonRow[], job: JobRow, scan: Scan & { readonly alertsOnly?: boolean }): Plain[] => {
      const found: Plain[] = []
      for (const person of people) {
        if (scan.exclude?.has(person.id) || (scan.alertsOnly && !person.alerts)) continue
        const judged = judge(person, job, scan.now)
        if (judged) found.push({ id: person.id, ...judged })
      }
      return inOrder(found).slice(0, Math.max(0, scan.limit))
    },
    jobsFor: (jobs: readonly JobRow[], person: PersonRow, scan: Scan): Plain[] => {
      const found: Plain[] = []
      for (const job of jobs) {
        if (scan.exclude?.has(job.id)) continue
        const judged = judge(person, job, scan.now)
        if (judged) found.push({ id: job.id, ...judged })
      }
      return inOrder(found).slice(0, Math.max(0, scan.limit))
    },
  }
}

export const inOrder = (found: Plain[]): Plain[] =>
  found.sort((a, b) => {
    if (a.full !== b.full) return a.full ? -1 : 1
    if (a.missed !== b.missed) return a.missed - b.missed
    if (a.millionths !== b.millionths) return b.millionths - a.millionths
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
  })

type Case = {
  readonly person: PersonRow
  readonly job: JobRow
  readonly now: number
  readonly rules: PlainRules
  readonly skills: ReturnType<typeof plainSkills>
}

/** What is known of the checks so far; `out` where one rules the pair out. */
type Tally = { unknown: number; missed: number; out: boolean }

const judgePair = (one: Case): Omit<Plain, 'id'> | undefined => {
  const { person, job, now, rules } = one
  const { profile } = person
  const { posting } = job
  if (!person.active || job.state !== 'open' || now >= job.expiresAt || job.openingsLeft <= 0) return undefined
  const types = profile.employmentTypes ?? []
  if (types.length > 0 && !types.includes(posting.employmentType)) return undefined
  const tally: Tally = { unknown: 0, missed: 0, out: false }
  const near = profile.work.filter((work) => nearness(one, work.occupation) >= rules.weights.nearEnough)
  if (profile.work.length === 0) tally.unknown++
  else if (near.length === 0) return undefined
  const km = checkPlace(one, tally)
  checkTimes(one, tally)
  const least = leastPay(profile.pay, posting, rules)
  if (profile.pay !== undefined) {
    if (least === undefined) tally.unknown++
    else if (least > 0 && (posting.pay.max ?? posting.pay.min) / least < 1 - 1e-9) return undefined
  }
  const years = longest(near)
  for (const asked of posting.requirements) {
    if (!asked.must) continue
    const verdict = verdictOf(asked, profile, years)
    if (verdict === 'unknown') tally.unknown++
    if (verdict === 'unmet') tally.missed++
  }
  const { missed, unknown, out } = tally
  if (out || missed > rules.weights.mostToMend) return undefined
  return { full: missed + unknown === 0, missed, millionths: scoreOf(one, { km, least, near, years }) }
}

/** Whole kilometres where they count. */
const checkPlace = ({ person: { profile }, job: { posting } }: Case, tally: Tally): number | undefined => {
  if (posting.remote && profile.remote === false) tally.out = true
  const reach = Math.min(
    posting.remote ? Infinity : metres(profile.reachKm),
    posting.reachKm === null ? Infinity : metres(posting.reachKm),
  )
  if (reach === Infinity) return undefined
  const km = kilometres(profile.place, posting.place)
  if (km === undefined) tally.unknown++
  else if (km > reach) tally.out = true
  return km === undefined ? undefined : Math.round(km)
}

const checkTimes = ({ person: { profile }, job: { posting } }: Case, tally: Tally): void => {
  if (profile.times === undefined) {
    tally.unknown++
    return
  }
  const { days, parts } = profile.times
  const lackingDays = new Set(posting.days.filter((day) => !days.includes(day))).size
  if (posting.parts.some((part) => !parts.includes(part)) || lackingDays > 1) tally.out = true
  if (lackingDays !== 1) return
  if (new Set(posting.days).size < 5) tally.out = true
  tally.missed++
}

const nearness = ({ job, rules }: Case, occupation: string): number => {
  const other = job.posting.occupation
  if (occupation === other) return 1
  return occupation < other ? rules.taxonomy.nearness(occupation, other) : rules.taxonomy.nearness(other, occupation)
}

const scale = { none: 1, 'under-2-years': 2, '2-years-or-more': 3 }

/** 0: nothing said. */
const longest = (near: Profile['work']): number =>
  Math.max(0, ...near.map(({ experience }) => (experience === undefined ? 0 : scale[experience])))

const verdictOf = (asked: JobDraft['requirements'][number], profile: Profile, years: number) => {
  if (asked.kind === 'skill') return profile.skills.includes(asked.skill) ? 'met' : 'unknown'
  if (asked.kind === 'experience') {
    if (years === 0) return 'unknown'
    if (years === 1) return 'unmet'
    if (years === 2) return asked.years >= 2 ? 'unmet' : 'unknown'
    return asked.years > 2 ? 'unknown' : 'met'
  }
  if (asked.kind === 'language') {
    const rank = { basic: 1, good: 2, fluent: 3 }
    const spoken = profile.languages.filter(({ language }) => language === asked.language)
    if (spoken.length === 0) return 'unknown'
    return spoken.some(({ level }) => rank[level] >= rank[asked.level]) ? 'met' : 'unmet'
  }
  const said =
    asked.kind === 'licence'
      ? profile.licences.filter(({ licence }) => licence === asked.licence)
      : profile.workPermits.filter(({ country }) => country === asked.country)
  if (said.length === 0) return 'unknown'
  return said.some(({ held }) => held) ? 'met' : 'unmet'
}

/** The parts of the score that both directions weigh, and the geometric mean less the price. */
const scoreOf = (
  one: Case,
  known: { km: number | undefined; least: number | undefined; near: Profile['work']; years: number },
): number => {
  const { job, now, rules } = one
  const { weights } = rules
  const { posting } = job
  const km = known.km ?? weights.distanceHalfKm
  const travel = posting.remote ? 0 : (2 * km) / weights.travelKmPerHour
  const hours = hoursOf(posting).day
  const ratio = known.least === undefined ? undefined : posting.pay.min / known.least
  const days = Math.max(0, (now - job.publishedAt) / 86_400_000)
  const values = {
    occupation: Math.max(0, ...known.near.map(({ occupation }) => nearness(one, occupation))),
    skills: one.skills.share(one, known.near),
    experience: [0.25, 0, 0.6, 1][known.years] ?? 0,
    pay: ratio === undefined ? 0.5 : (ratio * (hours / (hours + travel)) - 0.75) / 0.75,
    distance: posting.remote ? 1 : 2 ** (-km / weights.distanceHalfKm),
    recency: 2 ** (-days / weights.recencyHalfDays),
  }
  const direction = (side: Weights['person'], matters: readonly string[]) => {
    let sum = 0
    let total = 0
    for (const name of ['occupation', 'skills', 'experience', 'pay', 'distance', 'recency'] as const) {
      let weight = Math.round(side[name] * 100)
      if (matters.includes(name)) weight = Math.round((weight * Math.round(weights.tilt * 100)) / 100)
      sum += weight * Math.round(Math.min(1, Math.max(0, values[name])) * 10_000)
      total += weight
    }
    return [sum, total] as const
  }
  const [s1, t1] = direction(weights.person, [])
  const [s2, t2] = direction(weights.job, posting.mattersMost ?? [])
  if (t1 === 0 || t2 === 0) return 0
  const price = weights.congestion * Math.log(1 + (job.shown ?? 0) / Math.max(1, job.openingsLeft))
  return Math.max(0, Math.round(100 * Math.sqrt((s1 * s2) / (t1 * t2))) - Math.round(1_000_000 * price))
}
