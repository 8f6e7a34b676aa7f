import { randomBytes } from 'node:crypto'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { makeId } from '@rolecall/core/model/ids'
import { type Employer, signIn } from '../load/employer.ts'
import type { Stage } from '../stage/stage.ts'
import type { Fault } from './fault.ts'

const applicants = 20
const openings = 3
/** Each is hired by so many clicks at once. */
const clicks = 10
const rounds = { full: 20, short: 1 }

export const t17: Fault = {
  id: 'T17',
  title: `${applicants * clicks} hirings at the same time for ${openings} openings, ${clicks} of each applicant`,
  promise: 'As many are hired as there are openings, each once; who is told of it is hired',
  stages: ['sqlite'],
  sabotage: {
    guard: 'the last opening',
    stage: 'sqlite',
    edits: [
      {
        file: 'packages/core/src/job-life.ts',
        find: 'job.hired >= job.posting.openings\n    ? {',
        replace: 'job.hired >= 1000\n    ? {',
      },
    ],
  },
  run: async (stage, size) => {
    const employer = await signIn(stage)
    const seen: Awaited<ReturnType<typeof strike>>[] = []
    for (let round = 0; round < rounds[size]; round += 1) seen.push(await strike(stage, employer))
    return {
      times: rounds[size] * applicants * clicks,
      seen: `of ${openings}: ${seen.map(({ hired }) => hired).join(', ')} hired, by ${seen.map(({ granted }) => granted).join(', ')} answers of success`,
      broken: seen.flatMap(({ hired, counted, granted, told }) => [
        ...(hired === openings ? [] : [`${hired} were hired`]),
        ...(counted === hired ? [] : [`the job counts ${counted}`]),
        ...(granted === hired ? [] : [`${granted} hirings were answered with success`]),
        ...(told === hired ? [] : [`${told} people were told`]),
      ]),
    }
  },
}

const strike = async (stage: Stage, employer: Employer) => {
  const { job, applications } = await makeApplications(stage, employer)
  const moves = applications.flatMap(({ id }) =>
    Array.from({ length: clicks }, () =>
      employer.post(`/organisations/${employer.organisationId}/applications/${id}/moves`, { state: 'hired' }),
    ),
  )
  const answers = await Promise.all(moves)
  const after = await stage.store.getMany(
    'applications',
    applications.map(({ id }) => id),
  )
  return {
    hired: after.filter(({ doc }) => doc.state === 'hired').length,
    counted: (await stage.store.get('jobs', job.id))?.doc.hired,
    granted: answers.filter(({ status }) => status === 200).length,
    told: after.filter(({ doc }) => doc.history.filter(({ state }) => state === 'hired').length === 1).length,
  }
}

/** A job of the employer's, and applications for it by people of the demo. */
const makeApplications = async (
  { store }: Stage,
  { organisationId }: Employer,
): Promise<{ job: DocumentOf<'jobs'>; applications: readonly DocumentOf<'applications'>[] }> => {
  const jobs = await store.find('jobs', { index: 'organisation', where: [organisationId], limit: 100 })
  const pattern = jobs.items.find(({ doc }) => doc.state === 'open' && doc.code !== '')?.doc
  const made = await store.find('applications', { index: 'organisation', where: [organisationId, 'new'], limit: 1000 })
  const application = made.items[0]?.doc
  const people = await store.find('people', { index: 'state', where: ['active'], limit: applicants })
  if (pattern === undefined || application === undefined) throw new Error('the demo has no open job with an applicant')
  const code = randomBytes(6).toString('hex').toUpperCase()
  const job = {
    ...pattern,
    id: makeId('jobs', randomBytes(16)),
    code,
    hired: 0,
    posting: { ...pattern.posting, openings },
  }
  const applications = people.items.map(({ doc }) => ({
    ...application,
    id: makeId('applications', randomBytes(16)),
    jobId: job.id,
    personId: doc.id,
  }))
  await store.commit([
    { op: 'put', collection: 'jobs', doc: job, expected: 'absent' },
    ...applications.map((doc) => ({ op: 'put', collection: 'applications', doc, expected: 'absent' }) as const),
  ])
  return { job, applications }
}
