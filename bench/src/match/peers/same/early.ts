import type { Experience } from '@rolecall/contract/profile'
import { unit } from '@rolecall/match/direction'
import type { JobRow, PersonRow } from '@rolecall/match/engine'
import { measure } from '@rolecall/match/measure'
import { createRules } from '@rolecall/match/rules'
import { scoreOf } from '@rolecall/match/score'
import type { Taxonomy } from '@rolecall/taxonomy/types'
import { now } from '../../world.ts'
import type { Kinds } from '../kinds.ts'

/** Three parts of the score that are known as soon as a person is written, for a job of one kind; in ten-thousandths. */
type EarlyParts = Readonly<Record<'occupation' | 'skills' | 'experience', number>> & {
  readonly longest: Experience | undefined
}

export type Early = {
  /** By the numbers of the kinds of work that are near to the person's. */
  near(person: PersonRow): ReadonlyMap<number, EarlyParts>
  /** For someone who named no work: the skills' part by the number of the kind. */
  skillsByKind(person: PersonRow): readonly number[]
}

/** By the engine's own arithmetic, for jobs that ask for no skills beyond those of their kind. */
export const createEarly = (taxonomy: Taxonomy, kinds: Kinds): Early => {
  const rules = createRules({ taxonomy })
  const jobs = taxonomy.occupations().map(({ id }) => plainJob(id))
  const jobOf = new Map(jobs.map((job) => [job.posting.occupation, job]))
  const partsOf = (person: PersonRow, job: JobRow): EarlyParts => {
    const pair = measure({ person, job, now }, rules)
    const found = scoreOf(pair, rules).subScores
    const units = (wanted: string) => Math.round(unit * (found.find(({ name }) => name === wanted)?.value ?? 0))
    const [occupation, skills, experience] = [units('occupation'), units('skills'), units('experience')]
    return { occupation, skills, experience, longest: pair.longest }
  }
  const known = new Map<string, readonly number[]>()
  return {
    near(person) {
      const near = kinds.nearTo(person.profile.work.map(({ occupation }) => occupation))
      return new Map(
        near.flatMap(({ number, occupation }) => {
          const job = jobOf.get(occupation)
          return job === undefined ? [] : [[number, partsOf(person, job)] as const]
        }),
      )
    },
    skillsByKind(person) {
      const said = person.profile.skills.toSorted().join()
      const skills = known.get(said) ?? jobs.map((job) => partsOf(person, job).skills)
      known.set(said, skills)
      return skills
    },
  }
}

/** A job of which only the kind matters. */
const plainJob = (occupation: string): JobRow => ({
  id: '',
  organisationId: '',
  state: 'open',
  publishedAt: now,
  expiresAt: now,
  openingsLeft: 1,
  posting: {
    title: '',
    occupation,
    description: { text: '', language: 'en' },
    place: { label: '', latitude: 0, longitude: 0, country: 'KE', timeZone: 'Africa/Nairobi' },
    remote: true,
    reachKm: null,
    pay: { min: 1, currency: 'KES', period: 'day' },
    employmentType: 'FULL_TIME',
    days: [],
    parts: [],
    requirements: [],
    questions: [],
    openings: 1,
    answerDays: 7,
    expiresOn: '2026-12-25',
  },
})
