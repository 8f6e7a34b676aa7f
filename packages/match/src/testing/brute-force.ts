import type { JobDraft } from '@rolecall/contract/job'
import type { Profile } from '@rolecall/contract/profile'
import type { MatchTaxonomy } from '../match-taxonomy.ts'
import type { JobRow, PersonRow } from '../rows.ts'
import type { Weights } from '../weights.ts'

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

export type PlainRules = {
  readonly taxonomy: MatchTaxonomy
  readonly weights: Weights
  readonly rates?: { readonly base: string; readonly perBase: Readonly<Record<string, number>> }
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

const judgePair = (one: Case): Omit<Plain, 'id'> | undefined => {
  const { person, job, now, rules } = one
  const { profile } = person
  const { posting } = job
  if (!person.active || job.state !== 'open' || now >= job.expiresAt || job.openingsLeft <= 0) return undefined
  const types = profile.employmentTypes ?? []
  if (types.length > 0 && !types.includes(posting.employmentType)) return undefined

  let unknown = 0
  let missed = 0
  // Kind of work.
  const near = profile.work.filter((work) => nearness(one, work.occupation) >= rules.weights.nearEnough)
  if (profile.work.length === 0) unknown++
  else if (near.length === 0) return undefined
  // Place.
  if (posting.remote && profile.remote === false) return undefined
  const reach = Math.min(
    posting.remote ? Infinity : metres(profile.reachKm),
    posting.reachKm === null ? Infinity : metres(posting.reachKm),
  )
  const km = kilometres(profile.place, posting.place)
  if (reach < Infinity) {
    if (km === undefined) unknown++
    else if (km > reach) return undefined
  }
  // Times.
  if (profile.times === undefined) unknown++
  else {
    const { days, parts } = profile.times
    const lackingDays = new Set(posting.days.filter((day) => !days.includes(day))).size
    const lackingParts = posting.parts.some((part) => !parts.includes(part))
    if (lackingParts || lackingDays > 1) return undefined
    if (lackingDays === 1) {
      if (new Set(posting.days).size < 5) return undefined
      missed++
    }
  }
  // Pay.
  const least = leastPay(profile.pay, posting, rules)
  if (profile.pay !== undefined) {
    if (least === undefined) unknown++
    else if (least > 0 && (posting.pay.max ?? posting.pay.min) / least < 1 - 1e-9) return undefined
  }
  // What the job asks.
  const years = longest(near)
  for (const asked of posting.requirements) {
    if (!asked.must) continue
    const verdict = verdictOf(asked, profile, years)
    if (verdict === 'unknown') unknown++
    if (verdict === 'unmet') missed++
  }
  if (missed > rules.weights.mostToMend) return undefined
  const counted = reach < Infinity && km !== undefined ? Math.round(km) : undefined
  return { full: missed + unknown === 0, missed, millionths: scoreOf(one, { km: counted, least, near, years }) }
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

const metres = (km: number): number => Math.round(km * 1000) / 1000

type At = { readonly latitude: number; readonly longitude: number }

const kilometres = (a: At | undefined, b: At): number | undefined => {
  if (a === undefined || ![a, b].every((p) => Math.abs(p.latitude) <= 90 && Math.abs(p.longitude) <= 180))
    return undefined
  const [lat1, lon1, lat2, lon2] = [a.latitude, a.longitude, b.latitude, b.longitude].map(
    (degrees) => ((Math.round(degrees * 1e5) / 1e5) * Math.PI) / 180,
  ) as [number, number, number, number]
  const h = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2
  return 2 * 6371.0088 * Math.asin(Math.sqrt(Math.min(1, h)))
}

/** What is wanted, in the job's currency and period; 0 where any pay will do. */
const leastPay = (wanted: Profile['pay'], posting: JobDraft, { rates }: PlainRules): number | undefined => {
  if (wanted === undefined) return undefined
  if (wanted.amount === 0) return 0
  const hours = hoursOf(posting)
  const ratio = hours[posting.pay.period] / hours[wanted.period]
  if (wanted.currency === posting.pay.currency) return wanted.amount * ratio
  const rate = (currency: string) => (currency === rates?.base ? 1 : rates?.perBase[currency])
  const [from, to] = [rate(wanted.currency), rate(posting.pay.currency)]
  if (from === undefined || to === undefined) return undefined
  const digits = (currency: string) => (currency === 'JPY' ? 0 : 2)
  return (wanted.amount / 10 ** digits(wanted.currency) / from) * to * 10 ** digits(posting.pay.currency) * ratio
}

const hoursOf = ({ days, parts, hours }: JobDraft) => {
  const clock = (text: string) => Number(text.split(':')[0]) * 60 + Number(text.split(':')[1])
  const shift = hours ? (clock(hours.to) - clock(hours.from) + 1440) % 1440 : 0
  const partHours = { morning: 7, afternoon: 5, evening: 5, night: 7 }
  let day = 0
  for (const part of new Set(parts)) day += partHours[part]
  day = shift > 0 ? shift / 60 : Math.min(8, day)
  const week = day * Math.min(6, new Set(days).size)
  return { hour: 1, day, week, month: (week * 52) / 12, year: week * 52 }
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
  const direction = (side: Weights['person']) => {
    let sum = 0
    let total = 0
    for (const name of ['occupation', 'skills', 'experience', 'pay', 'distance', 'recency'] as const) {
      const weight = Math.round(side[name] * 100)
      sum += weight * Math.round(Math.min(1, Math.max(0, values[name])) * 10_000)
      total += weight
    }
    return [sum, total] as const
  }
  const [s1, t1] = direction(weights.person)
  const [s2, t2] = direction(weights.job)
  if (t1 === 0 || t2 === 0) return 0
  const price = weights.congestion * Math.log(1 + (job.shown ?? 0) / Math.max(1, job.openingsLeft))
  return Math.max(0, Math.round(100 * Math.sqrt((s1 * s2) / (t1 * t2))) - Math.round(1_000_000 * price))
}

/** Which occupations use a skill, and what that makes it worth. */
const plainSkills = ({ taxonomy, weights }: PlainRules) => {
  const all = taxonomy.occupations()
  const usedBy = (skill: string) =>
    all.filter(({ skills }) => skills.some(({ id }) => id === skill)).map(({ id }) => id)
  const memo = new Map<string, string[]>()
  const users = (skill: string) => memo.get(skill) ?? memo.set(skill, usedBy(skill)).get(skill) ?? []
  const worth = (skill: string) =>
    Math.round(100 * Math.log(1 + Math.max(1, all.length) / Math.max(1, users(skill).length)))
  const areNear = (a: string, b: string) => {
    const both = users(a).filter((id) => users(b).includes(id)).length
    return a !== b && both >= 2 && both / new Set([...users(a), ...users(b)]).size >= weights.nearSkills
  }
  return {
    share({ person, job }: Case, near: Profile['work']): number {
      const wanted = new Map<string, number>()
      const want = (skill: string, double: boolean) =>
        wanted.set(skill, Math.max(wanted.get(skill) ?? 0, worth(skill) * (double ? 2 : 1)))
      for (const { id, essential } of taxonomy.occupation(job.posting.occupation)?.skills ?? []) want(id, essential)
      for (const each of job.posting.requirements) if (each.kind === 'skill') want(each.skill, each.must)
      if (wanted.size === 0) return 0.5
      const goesWith = near
        .filter(({ experience }) => experience === 'under-2-years' || experience === '2-years-or-more')
        .flatMap(({ occupation }) => taxonomy.occupation(occupation)?.skills ?? [])
        .filter(({ essential }) => essential)
        .map(({ id }) => id)
      const { skills: said } = person.profile
      let covered = 0
      let total = 0
      for (const [skill, weight] of wanted) {
        total += 2 * weight
        if (said.includes(skill)) covered += 2 * weight
        else if (goesWith.includes(skill) || said.some((one) => areNear(one, skill))) covered += weight
      }
      return covered / total
    },
  }
}
