import type { JobRow, PersonRow } from '@rolecall/match/engine'
import { distanceKm } from '@rolecall/match/geo'
import type { Taxonomy } from '@rolecall/taxonomy/types'

/** What the hard constraints need, in plain columns: the same for every peer. */
export type PersonFacts = {
  readonly id: string
  readonly occupations: readonly string[]
  readonly skills: readonly string[]
  readonly latitude: number
  readonly longitude: number
  readonly placed: boolean
  readonly reachKm: number
  readonly againstRemote: boolean
  readonly times: number
  /** 0 for any pay. */
  readonly pay: number
  readonly permit: boolean
  readonly english: number
  readonly licences: readonly string[]
}

export type JobFacts = {
  readonly id: string
  readonly occupation: string
  readonly skills: readonly string[]
  readonly latitude: number
  readonly longitude: number
  readonly remote: boolean
  readonly reachKm: number
  readonly times: number
  readonly payTop: number
  readonly english: number
  readonly licence: string | undefined
}

/** Farther than the earth is round. */
const anyReachKm = 30_000
const nearEnough = 0.5

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const parts = ['morning', 'afternoon', 'evening', 'night']
const levels = ['basic', 'good', 'fluent']

const timesOf = (
  times: { readonly days: readonly string[]; readonly parts: readonly string[] } | undefined,
): number => {
  if (times === undefined) return 0
  const dayBits = times.days.reduce((bits, day) => bits | (1 << days.indexOf(day)), 0)
  return times.parts.reduce((bits, part) => bits | (1 << (7 + parts.indexOf(part))), dayBits)
}

export const personFacts = ({ id, profile }: PersonRow): PersonFacts => ({
  id,
  occupations: profile.work.map(({ occupation }) => occupation),
  skills: profile.skills,
  latitude: profile.place?.latitude ?? 0,
  longitude: profile.place?.longitude ?? 0,
  placed: profile.place !== undefined,
  reachKm: profile.reachKm,
  againstRemote: profile.remote === false,
  times: timesOf(profile.times),
  pay: profile.pay?.amount ?? 0,
  permit: profile.workPermits.some(({ held }) => held),
  english: Math.max(
    0,
    ...profile.languages.filter(({ language }) => language === 'en').map(({ level }) => 1 + levels.indexOf(level)),
  ),
  licences: profile.licences.filter(({ held }) => held).map(({ licence }) => licence),
})

export const jobFacts = ({ id, posting }: JobRow, taxonomy: Taxonomy): JobFacts => ({
  id,
  occupation: posting.occupation,
  skills: taxonomy.occupation(posting.occupation)?.skills.map((skill) => skill.id) ?? [],
  latitude: posting.place.latitude,
  longitude: posting.place.longitude,
  remote: posting.remote,
  reachKm: posting.reachKm ?? anyReachKm,
  times: timesOf(posting),
  payTop: posting.pay.max ?? posting.pay.min,
  english: Math.max(
    0,
    ...posting.requirements.map((each) => (each.kind === 'language' ? 1 + levels.indexOf(each.level) : 0)),
  ),
  licence: posting.requirements.find((each) => each.kind === 'licence')?.licence,
})

/** All six constraints are known to hold, and the kind of work is near: a full fit for a job that asks no experience. */
export const holds = (person: PersonFacts, job: JobFacts, near: ReadonlySet<string>): boolean => {
  if (!person.permit || (job.times & ~person.times) !== 0 || job.payTop < person.pay) return false
  if (person.english < job.english || (job.licence !== undefined && !person.licences.includes(job.licence)))
    return false
  if (!person.occupations.some((occupation) => near.has(occupation))) return false
  const reachKm = Math.min(job.reachKm, job.remote ? anyReachKm : person.reachKm)
  if (job.remote && person.againstRemote) return false
  if (reachKm === anyReachKm) return true
  return person.placed && (distanceKm(person, job) ?? anyReachKm) <= reachKm
}

/** The occupations near to one, nearest first, remembered. */
export const createNear = (taxonomy: Taxonomy): ((occupation: string) => readonly string[]) => {
  const known = new Map<string, readonly string[]>()
  const nearnessOf = (a: string, b: string) => (a < b ? taxonomy.nearness(a, b) : taxonomy.nearness(b, a))
  return (occupation) => {
    const found = known.get(occupation)
    if (found !== undefined) return found
    const near = taxonomy
      .occupations()
      .map(({ id }) => ({ id, nearness: nearnessOf(occupation, id) }))
      .filter(({ nearness }) => nearness >= nearEnough)
      .toSorted((a, b) => b.nearness - a.nearness)
      .map(({ id }) => id)
    known.set(occupation, near)
    return near
  }
}

/** A token for a full-text index: letters and digits alone. */
export const token = (prefix: string, id: string): string => `${prefix}${id.replaceAll('-', '')}`
