import type { JobView, Look } from '@rolecall/core/conversation/look'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'
import type { JobRow, MatchEngine, PersonRow } from '@rolecall/match/engine'
import type { Gazetteer, Taxonomy } from '@rolecall/taxonomy/types'
import { everyPage } from '../every-page.ts'
import { type FeedListener, idsOf } from '../feed.ts'
import { createApplicants } from './applicants.ts'

/** This process's replica of everyone who looks for work and every open job, kept fresh by the change feed. */
export type Matcher = FeedListener & {
  readonly look: Look
  /** Reads everything. Call it once the feed runs, so that nothing falls in between. */
  load(): Promise<void>
  /** Reads a job now, for a decision that must not rest on an old copy. */
  refreshJob(id: string): Promise<JobView | undefined>
}

export const createMatcher = (options: {
  readonly store: Store
  readonly engine: MatchEngine
  readonly taxonomy: Taxonomy
  readonly gazetteer: Gazetteer
  readonly now: () => number
}): Matcher => {
  const { store, engine } = options
  const jobs = new Map<string, JobView>()
  const rows = new Map<string, JobRow>()
  const idByCode = new Map<string, string>()
  const applicants = createApplicants({ store, engine })

  const putJob = (job: DocumentOf<'jobs'>) => {
    const view = viewOf(job)
    const row = jobRow(job)
    jobs.set(job.id, view)
    rows.set(job.id, row)
    idByCode.set(job.code, job.id)
    if (job.state === 'open') engine.putJob(row)
    else engine.removeJob(job.id)
  }
  const dropJob = (id: string) => {
    engine.removeJob(id)
    jobs.delete(id)
    rows.delete(id)
  }
  const putPerson = (person: DocumentOf<'people'>) => {
    if (person.state === 'active') engine.putPerson(personRow(person))
    else engine.removePerson(person.id)
  }
  const readJobs = async (ids: readonly string[]) => {
    const found = await store.getMany('jobs', ids)
    for (const { doc } of found) putJob(doc)
    const there = new Set(found.map(({ doc }) => doc.id))
    for (const id of ids) if (!there.has(id)) dropJob(id)
  }
  const readPeople = async (ids: readonly string[]) => {
    const found = await store.getMany('people', ids)
    for (const { doc } of found) putPerson(doc)
    const there = new Set(found.map(({ doc }) => doc.id))
    for (const id of ids) if (!there.has(id)) engine.removePerson(id)
  }
  const load = async () => {
    for await (const job of everyJob(store)) putJob(job)
    for await (const person of everyPerson(store)) putPerson(person)
    await applicants.load()
  }
  return {
    load,
    lost: load,
    async changed(events) {
      const jobIds = idsOf(events, 'jobs')
      const personIds = idsOf(events, 'people')
      if (jobIds.length > 0) await readJobs(jobIds)
      if (personIds.length > 0) await readPeople(personIds)
      const applicationIds = idsOf(events, 'applications')
      if (applicationIds.length > 0) await applicants.changed(applicationIds)
    },
    async refreshJob(id) {
      await readJobs([id])
      return jobs.get(id)
    },
    look: {
      taxonomy: options.taxonomy,
      gazetteer: options.gazetteer,
      matches: (profile, leaveOut, limit) =>
        engine
          .jobsFor({ id: '', profile, active: true, alerts: false }, { limit, now: options.now(), exclude: leaveOut })
          .flatMap(({ jobId, explanation }) => {
            const job = jobs.get(jobId)
            return job === undefined ? [] : [{ job, explanation }]
          }),
      job: (id) => jobs.get(id),
      jobByCode: (code) => jobs.get(idByCode.get(code.toUpperCase()) ?? ''),
      explain: (profile, jobId) => {
        const row = rows.get(jobId)
        if (row === undefined) return undefined
        return engine.explain({ id: '', profile, active: true, alerts: false }, row, options.now())
      },
    },
  }
}

/** Closed jobs too: people still open them from old messages and must be told what became of them. */
async function* everyJob(store: Store): AsyncGenerator<DocumentOf<'jobs'>> {
  for (const state of ['open', 'paused', 'closed', 'expired'])
    for await (const page of everyPage({ store }, 'jobs', { index: 'published', where: [state] }))
      for (const { doc } of page) yield doc
}

async function* everyPerson(store: Store): AsyncGenerator<DocumentOf<'people'>> {
  for await (const page of everyPage({ store }, 'people', { index: 'state', where: ['active'] }))
    for (const { doc } of page) yield doc
}

const viewOf = (job: DocumentOf<'jobs'>): JobView => ({
  id: job.id,
  code: job.code,
  organisationId: job.organisationId,
  organisationName: job.organisationName,
  posting: job.posting,
  state: job.state,
  expiresAt: job.expiresAt,
  openingsLeft: openingsLeft(job),
})

export const jobRow = (job: DocumentOf<'jobs'>): JobRow => ({
  id: job.id,
  organisationId: job.organisationId,
  posting: job.posting,
  state: job.state,
  expiresAt: job.expiresAt,
  publishedAt: job.publishedAt ?? job.createdAt,
  openingsLeft: openingsLeft(job),
})

const openingsLeft = ({ posting, hired }: DocumentOf<'jobs'>): number => Math.max(0, posting.openings - hired)

const personRow = (person: DocumentOf<'people'>): PersonRow => ({
  id: person.id,
  profile: person.profile,
  active: person.state === 'active',
  alerts: person.alerts,
})
