import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Explanation } from '@rolecall/contract/explanation'
import type { JobLook, JobView, Look, MatchView } from '@rolecall/core/conversation/look'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'
import type { JobRow, PersonRow } from '@rolecall/match/engine'
import type { Gazetteer, Taxonomy } from '@rolecall/taxonomy/types'
import { everyPage } from '../every-page.ts'
import { type FeedListener, idsOf } from '../feed.ts'
import type { MatchIndex } from './match-index.ts'
import { jobRow, openingsLeft } from './rows.ts'

/** This process's copy of every job, kept fresh by the change feed, and the way to the index of matches. */
export type Matcher = FeedListener & {
  /** What can be looked up at once; lists of matches are the index's, which answers later. */
  readonly look: JobLook
  /** Reads every job. Call it once the feed runs, so that nothing falls in between. */
  load(): Promise<void>
  /** Reads a job now, for a decision that must not rest on an old copy. */
  refreshJob(id: string): Promise<JobView | undefined>
  explain(person: PersonRow, job: JobRow): Explanation
  /**
   * Runs rules that may ask for matches, and are pure: where they asked for lists that are not at hand, the index is asked
   * and they run again from the start.
   */
  withMatches<Decision>(decide: (look: Look) => Decision): Promise<Decision>
}

export const createMatcher = (options: {
  readonly store: Store
  readonly index: MatchIndex
  readonly explain: (person: PersonRow, job: JobRow, now: number) => Explanation
  readonly taxonomy: Taxonomy
  readonly gazetteer: Gazetteer
  readonly now: () => number
}): Matcher => {
  const { store, index } = options
  const jobs = new Map<string, JobView>()
  const rows = new Map<string, JobRow>()
  const idByCode = new Map<string, string>()

  const putJob = (job: DocumentOf<'jobs'>) => {
    jobs.set(job.id, viewOf(job))
    rows.set(job.id, jobRow(job))
    idByCode.set(job.code, job.id)
  }
  const readJobs = async (ids: readonly string[]) => {
    const found = await store.getMany('jobs', ids)
    for (const { doc } of found) putJob(doc)
    const there = new Set(found.map(({ doc }) => doc.id))
    for (const id of ids)
      if (!there.has(id)) {
        jobs.delete(id)
        rows.delete(id)
      }
  }
  const load = async () => {
    for await (const job of everyJob(store)) putJob(job)
  }
  const explain = (person: PersonRow, row: JobRow) =>
    options.explain(person, { ...row, shown: index.shownOf(row.id) }, options.now())
  const look: JobLook = {
    taxonomy: options.taxonomy,
    gazetteer: options.gazetteer,
    job: (id) => jobs.get(id),
    jobByCode: (code) => jobs.get(idByCode.get(code.toUpperCase()) ?? ''),
    explain: (profile, jobId) => {
      const row = rows.get(jobId)
      return row && explain({ id: '', profile, active: true, alerts: false }, row)
    },
  }
  const matchesOf = async ({ profile, leaveOut, limit }: Wanted): Promise<readonly MatchView[]> => {
    const found = await index.ask('jobsFor', { profile, limit, now: options.now(), exclude: leaveOut })
    return found.flatMap(({ jobId, explanation }) => {
      const job = jobs.get(jobId)
      return job === undefined ? [] : [{ job, explanation }]
    })
  }
  return {
    load,
    lost: load,
    look,
    explain,
    collections: ['jobs'],
    async changed(events) {
      const ids = idsOf(events, 'jobs')
      if (ids.length > 0) await readJobs(ids)
    },
    async refreshJob(id) {
      await readJobs([id])
      return jobs.get(id)
    },
    async withMatches(decide) {
      const known = new Map<string, readonly MatchView[]>()
      for (let run = 0; run < mostRuns; run += 1) {
        const wanted = new Map<string, Wanted>()
        const decision = decide({
          ...look,
          matches(profile, leaveOut, limit) {
            const key = JSON.stringify([profile, [...leaveOut].sort(), limit])
            const found = known.get(key)
            if (found === undefined) wanted.set(key, { profile, leaveOut, limit })
            return found ?? []
          },
        })
        if (wanted.size === 0) return decision
        await Promise.all([...wanted].map(async ([key, each]) => known.set(key, await matchesOf(each))))
      }
      throw new Error('a decision asks for other matches each time')
    },
  }
}

/** A decision asks for one list, or for another page of it where the first is empty. */
const mostRuns = 10

type Wanted = {
  readonly profile: PersonRow['profile']
  readonly leaveOut: ReadonlySet<string>
  readonly limit: number
}

/** Closed jobs too: people still open them from old messages and must be told what became of them. */
async function* everyJob(store: Store): AsyncGenerator<DocumentOf<'jobs'>> {
  for (const state of ['open', 'paused', 'closed', 'expired'])
    for await (const page of everyPage({ store }, 'jobs', { index: 'published', where: [state] })) {
      for (const { doc } of page) yield doc
      await nextTurn()
    }
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
