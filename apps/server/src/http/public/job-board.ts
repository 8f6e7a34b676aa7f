import type { JobSearch } from '@rolecall/contract/api/public-jobs'
import type { Look } from '@rolecall/core/conversation/look'
import type { Store, Stored } from '@rolecall/core/ports/store'
import { distanceKm } from '@rolecall/match/geo'
import { type FeedListener, idsOf } from '../../feed.ts'
import { openJobsOf } from '../../open-jobs.ts'
import { createByAge } from './board/by-age.ts'
import { type Entry, entryOf, type Job } from './board/entry.ts'
import { countriesOf, type Found, find } from './board/find.ts'
import { createRevision } from './board/revision.ts'
import { createWordIndex } from './board/word-index.ts'

/** All open jobs in memory for the public list, kept fresh by the change feed. */
export type JobBoard = FeedListener & {
  /** Reads every open job. Call it once the feed runs. */
  load(): Promise<void>
  search(search: JobSearch): Found
  /** Open jobs of a like occupation, the likest first, then the nearest: at most `limit`. */
  similar(job: Job, limit: number): readonly Job[]
  /** ISO 3166-1 alpha-2 codes of the countries with open jobs, sorted. */
  countries(): readonly string[]
  /** The job, while it is open. */
  get(jobId: string): Stored<Job> | undefined
  /** Names what is on the board: the same in every process with the same jobs. */
  revision(): string
  /** When the next job of those listed ends, in epoch ms. */
  nextEnd(): number
}

export const createJobBoard = (options: {
  readonly store: Store
  readonly look: Pick<Look, 'taxonomy' | 'gazetteer'>
  /** Where places are likely: the operator's countries. */
  readonly countries: () => readonly string[]
  /** Epoch ms. */
  readonly now: () => number
}): JobBoard => {
  const { store, look } = options
  const open = new Map<string, { readonly entry: Entry; readonly revision: number }>()
  const revision = createRevision()
  const words = createWordIndex(look.taxonomy)
  const byAge = createByAge()
  const put = (job: Stored<Job>) => {
    remove(job.doc.id)
    if (job.doc.state !== 'open') return
    const entry = entryOf(job.doc)
    open.set(job.doc.id, { entry, revision: job.revision })
    revision.toggle(job)
    byAge.add(entry)
    words.put(job.doc)
  }
  const remove = (jobId: string) => {
    const known = open.get(jobId)
    if (known === undefined) return
    open.delete(jobId)
    revision.toggle({ doc: known.entry.job, revision: known.revision })
    byAge.remove(known.entry)
    words.remove(jobId)
  }
  const listed = (): readonly Entry[] => {
    const now = options.now()
    return byAge.entries.filter(({ job }) => job.expiresAt > now)
  }
  const openJobs = openJobsOf(store)
  const load = async () => {
    for await (const job of openJobs.read()) put(job)
  }
  return {
    load,
    async lost() {
      const now = new Map<string, Stored<Job>>()
      for await (const job of openJobs.read()) now.set(job.doc.id, job)
      for (const jobId of [...open.keys()]) if (!now.has(jobId)) remove(jobId)
      for (const job of now.values()) put(job)
    },
    collections: ['jobs'],
    async changed(events) {
      const ids = idsOf(events, 'jobs')
      if (ids.length === 0) return
      openJobs.heardOf(ids)
      const found = await store.getMany('jobs', ids)
      const there = new Set(found.map(({ doc }) => doc.id))
      for (const id of ids) if (!there.has(id)) remove(id)
      for (const job of found) put(job)
    },
    search: (search) =>
      find(search, {
        listed: listed(),
        words,
        gazetteer: look.gazetteer,
        home: options.countries(),
        now: options.now(),
      }),
    similar: (job, limit) =>
      listed()
        .flatMap(({ job: other }) => likeness(job, other, look))
        .toSorted((a, b) => b.nearness - a.nearness || a.km - b.km)
        .slice(0, limit)
        .map(({ job: other }) => other),
    countries: () => countriesOf(listed()),
    get(jobId) {
      const known = open.get(jobId)
      return known && { doc: known.entry.job, revision: known.revision }
    },
    revision: revision.name,
    nextEnd: () => listed().reduce((end, { job }) => Math.min(end, job.expiresAt), Number.MAX_SAFE_INTEGER),
  }
}

/** Nothing for a job of other work, of another country or too far to go to. */
const likeness = (job: Job, other: Job, { taxonomy }: Pick<Look, 'taxonomy'>) => {
  const nearness = taxonomy.nearness(job.posting.occupation, other.posting.occupation)
  const km = other.posting.remote ? 0 : (distanceKm(job.posting.place, other.posting.place) ?? Number.POSITIVE_INFINITY)
  const like =
    job.id !== other.id && nearness >= 0.45 && km <= 100 && job.posting.place.country === other.posting.place.country
  return like ? [{ job: other, nearness, km }] : []
}
