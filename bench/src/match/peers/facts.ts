import type { JobRow, PersonRow } from '@rolecall/match/engine'
import { distanceKm, positionOf } from '@rolecall/match/geo'
import type { Kind } from './kinds.ts'

/** What the hard constraints need, in plain columns: the same for every peer. Positions in the steps that the engine takes them in. */
export type PersonFacts = {
  readonly id: string
  readonly occupations: readonly string[]
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
export const anyReachKm = 30_000

const nowhere = { latitude: 0, longitude: 0 }
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
  ...(positionOf(profile.place) ?? nowhere),
  placed: positionOf(profile.place) !== undefined,
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

export const jobFacts = ({ id, posting }: JobRow): JobFacts => ({
  id,
  occupation: posting.occupation,
  ...(positionOf(posting.place) ?? nowhere),
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
export const holds = (person: PersonFacts, job: JobFacts, near: readonly Kind[]): boolean => {
  if (!person.permit || (job.times & ~person.times) !== 0 || job.payTop < person.pay) return false
  if (person.english < job.english || (job.licence !== undefined && !person.licences.includes(job.licence)))
    return false
  if (!near.some(({ occupation }) => person.occupations.includes(occupation))) return false
  const reachKm = Math.min(job.reachKm, job.remote ? anyReachKm : person.reachKm)
  if (job.remote && person.againstRemote) return false
  if (reachKm === anyReachKm) return true
  return person.placed && (distanceKm(person, job) ?? anyReachKm) <= reachKm
}
