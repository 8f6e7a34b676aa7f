import type { Constraint, Explanation } from '@rolecall/contract/explanation'
import { JobDraft } from '@rolecall/contract/job'
import type { Place } from '@rolecall/contract/place'
import type { Profile } from '@rolecall/contract/profile'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import type { Gazetteer, PlaceReading } from '@rolecall/taxonomy/types'
import type { JobView, Look } from '../look.ts'
import { fold } from '../words.ts'

export const now = Date.UTC(2026, 10, 25, 9)
export const dayMs = 86_400_000

const taxonomy = createStarterTaxonomy()

const place = (
  label: string,
  latitude: number,
  longitude: number,
  country = 'KE',
  timeZone = 'Africa/Nairobi',
): Place => ({
  label,
  latitude,
  longitude,
  country,
  timeZone,
})
const towns: readonly {
  readonly place: Place
  readonly names: readonly string[]
  readonly typos: readonly string[]
  readonly population: number
}[] = [
  { place: place('Thika', -1.03, 37.07), names: ['thika'], typos: ['tikka', 'thikka'], population: 280_000 },
  { place: place('Thika Farm', -1.2, 37.2), names: ['thika farm'], typos: ['tikka'], population: 2000 },
  { place: place('Ruiru', -1.15, 36.96), names: ['ruiru'], typos: ['ruru'], population: 240_000 },
  {
    place: place('Toluca', 19.29, -99.65, 'MX', 'America/Mexico_City'),
    names: ['toluca'],
    typos: ['tolca'],
    population: 870_000,
  },
  {
    place: place('San Juan', 19.2, -99.1, 'MX', 'America/Mexico_City'),
    names: ['san juan'],
    typos: [],
    population: 9000,
  },
  {
    place: place('San Juan Norte', 20.2, -99.1, 'MX', 'America/Mexico_City'),
    names: ['san juan'],
    typos: [],
    population: 8000,
  },
]

const gazetteer: Gazetteer = {
  find: (text) =>
    towns
      .flatMap(({ place: found, names, typos, population }): PlaceReading[] => {
        const said = fold(text)
        const confidence = names.includes(said) ? 1 : typos.includes(said) ? 0.7 : 0
        return confidence === 0 ? [] : [{ place: found, confidence, matched: text, population }]
      })
      .sort((a, b) => b.confidence - a.confidence || b.population - a.population),
  nearest: ({ latitude }) => ({
    ...(latitude > 0 ? place('Toluca', 19.29, -99.65, 'MX', 'America/Mexico_City') : place('Thika', -1.03, 37.07)),
    distanceKm: 2,
  }),
}

type JobChange = Partial<Omit<JobView, 'posting'>> & { readonly posting?: Partial<JobDraft> }

export const jobOf = (n: number, more: JobChange = {}): JobView => {
  const { posting, ...rest } = more
  return {
    id: `job_${n}`,
    code: `K7Q2M${'ABCDEFGHJKLMNPQRSTUVWXYZ'[n] ?? 'Z'}`,
    organisationId: 'org_1',
    organisationName: 'Sunrise Café',
    state: 'open',
    expiresAt: now + 30 * dayMs,
    openingsLeft: 2,
    ...rest,
    posting: JobDraft.parse({
      title: `Cook for a busy kitchen ${n}`,
      occupation: 'cook',
      description: { text: 'Cook.', language: 'en' },
      place: place('Thika', -1.03, 37.07),
      pay: { min: 120_000, currency: 'KES', period: 'day' },
      employmentType: 'FULL_TIME',
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
      parts: ['morning'],
      hours: { from: '07:00', to: '15:00' },
      expiresOn: '2026-12-25',
      ...posting,
    }),
  }
}

const met = (kind: Constraint['kind'], facts: Constraint['facts']): Constraint => ({
  kind,
  verdict: 'met',
  must: true,
  facts,
})

/** A stand-in for matching: every open job fits, but for its licences, which the profile must hold. */
const explain = (profile: Profile, { posting }: JobView): Explanation => {
  const { pay } = posting
  const licences = posting.requirements.flatMap((requirement): Constraint[] => {
    if (requirement.kind !== 'licence') return []
    const isHeld = profile.licences.some(({ licence }) => licence === requirement.licence)
    const facts = { asked: { type: 'licence', value: requirement.licence } } as const
    return [{ kind: 'licence', verdict: isHeld ? 'met' : 'unknown', must: requirement.must, facts }]
  })
  return {
    fit: licences.some(({ verdict }) => verdict === 'unknown') ? 'partial' : 'full',
    score: 0.9,
    constraints: [
      met('active', { who: { type: 'text', value: 'job' }, state: { type: 'text', value: 'open' } }),
      met('occupation', { asked: { type: 'occupation', value: 'cook' }, has: { type: 'occupation', value: 'cook' } }),
      met('place', {
        remote: { type: 'text', value: 'no' },
        place: { type: 'text', value: posting.place.label },
        distance: { type: 'distance-km', value: 3 },
        reach: { type: 'distance-km', value: 30 },
      }),
      met('pay', {
        any: { type: 'text', value: 'yes' },
        offered: { type: 'pay', amount: pay.min, currency: pay.currency, period: pay.period },
      }),
      ...licences,
    ],
    subScores: (posting.mattersMost ?? []).map((name) => ({ name, value: 1, weight: 1, jobWeight: 6, tilt: 2 })),
    versions: { engine: '1', weights: '1', taxonomy: taxonomy.version },
  }
}

/** A small world: the starter taxonomy, six towns, and the given jobs. */
export const lookOf = (jobs: readonly JobView[]): Look => ({
  taxonomy,
  gazetteer,
  matches: (profile, leaveOut, limit) =>
    jobs
      .filter(({ id, state }) => state === 'open' && !leaveOut.has(id))
      .slice(0, limit)
      .map((job) => ({ job, explanation: explain(profile, job) })),
  job: (id) => jobs.find((job) => job.id === id),
  jobByCode: (code) => jobs.find((job) => job.code === code),
  explain: (profile, jobId) => {
    const job = jobs.find(({ id }) => id === jobId)
    return job && explain(profile, job)
  },
})
