import type { JobFacets, JobSearch, JobSort, Loosen } from '@rolecall/contract/api/public-jobs'
import type { Look } from '@rolecall/core/conversation/look'
import type { Store } from '@rolecall/core/ports/store'
import { distanceKm } from '@rolecall/match/geo'
import type { PlaceReading } from '@rolecall/taxonomy/types'
import { type FeedListener, idsOf } from '../../feed.ts'
import { createByAge } from './board/by-age.ts'
import { type Candidates, type Entry, entryOf, type Job } from './board/entry.ts'
import { facetsOf } from './board/facets.ts'
import { loosenOf } from './board/loosen.ts'
import { inOrder } from './board/order.ts'
import { reach } from './board/reach.ts'
import { sievesOf, sift } from './board/sieves.ts'
import { createWordIndex } from './board/word-index.ts'

export type JobFound = { readonly job: Job; readonly distanceKm?: number }
/** `place`: as understood; null where no place has the name, absent where none was asked for. */
export type Found = {
  readonly jobs: readonly JobFound[]
  readonly total: number
  readonly pages: number
  readonly place?: { readonly label: string } | null
  /** The one of the place, where it has jobs, else the one asked for, or `all`. */
  readonly country: string
  readonly sort: JobSort
  readonly facets: JobFacets
  readonly loosen?: Loosen
}

/** All open jobs in memory for the public list, kept fresh by the change feed. */
export type JobBoard = FeedListener & {
  /** Reads every open job. Call it once the feed runs. */
  load(): Promise<void>
  search(search: JobSearch): Found
  /** Open jobs of a like occupation, the likest first, then the nearest: at most `limit`. */
  similar(job: Job, limit: number): readonly Job[]
  /** ISO 3166-1 alpha-2 codes of the countries with open jobs, sorted. */
  countries(): readonly string[]
}

export const jobsAPage = 20

export const createJobBoard = (options: {
  readonly store: Store
  readonly look: Pick<Look, 'taxonomy' | 'gazetteer'>
  readonly countries: readonly string[]
  /** Epoch ms. */
  readonly now: () => number
}): JobBoard => {
  const { store, look } = options
  const open = new Map<string, Entry>()
  const words = createWordIndex(look.taxonomy)
  const byAge = createByAge()
  const put = (job: Job) => {
    remove(job.id)
    if (job.state !== 'open') return
    const entry = entryOf(job)
    open.set(job.id, entry)
    byAge.add(entry)
    words.put(job)
  }
  const remove = (jobId: string) => {
    const entry = open.get(jobId)
    if (entry === undefined) return
    open.delete(jobId)
    byAge.remove(entry)
    words.remove(jobId)
  }
  const listed = (): readonly Entry[] => {
    const now = options.now()
    return byAge.entries.filter(({ job }) => job.expiresAt > now)
  }
  const countries = () => [...new Set(listed().map(({ job }) => job.posting.place.country))].sort()
  const load = async () => {
    for await (const job of openJobs(store)) put(job)
  }
  const placeOf = ({ place, country }: JobSearch): PlaceReading | undefined => {
    const likely = country === 'all' ? options.countries : [country, ...options.countries]
    return place === '' ? undefined : look.gazetteer.find(place, { country: likely, limit: 1 })[0]
  }
  const candidatesOf = (search: JobSearch, near = placeOf(search)): Candidates =>
    reach(listed(), { search, near, fit: words.read(search.q, search.lang) })
  return {
    load,
    async lost() {
      for (const jobId of [...open.keys()]) remove(jobId)
      await load()
    },
    async changed(events) {
      const ids = idsOf(events, 'jobs')
      if (ids.length === 0) return
      const found = await store.getMany('jobs', ids)
      const there = new Set(found.map(({ doc }) => doc.id))
      for (const id of ids) if (!there.has(id)) remove(id)
      for (const { doc } of found) put(doc)
    },
    search(search) {
      const now = options.now()
      const { page, place, country } = search
      const near = placeOf(search)
      const sieves = sievesOf(search, now)
      const candidates = candidatesOf(search, near)
      const sifted = sift(candidates.entries, sieves)
      const total = sifted.passed.length
      const sort = sortOf(search, near)
      const count = (other: JobSearch) => sift(candidatesOf(other).entries, sieves).passed.length
      const loosen = total > 0 ? undefined : loosenOf(search, sifted, count)
      const shown = { sort, from: (page - 1) * jobsAPage, to: page * jobsAPage }
      return {
        jobs: inOrder(sifted.passed, candidates, shown).flatMap((at) => foundAt(candidates, at)),
        total,
        pages: Math.max(1, Math.ceil(total / jobsAPage)),
        ...(place === '' ? {} : { place: near === undefined ? null : { label: near.place.label } }),
        country: near !== undefined && countries().includes(near.place.country) ? near.place.country : country,
        sort,
        facets: facetsOf(sifted, { entries: candidates.entries, filters: search, now }),
        ...(loosen === undefined ? {} : { loosen }),
      }
    },
    similar: (job, limit) =>
      listed()
        .flatMap(({ job: other }) => likeness(job, other, look))
        .toSorted((a, b) => b.nearness - a.nearness || a.km - b.km)
        .slice(0, limit)
        .map(({ job: other }) => other),
    countries,
  }
}

const foundAt = ({ entries, km }: Candidates, at: number): readonly JobFound[] => {
  const [entry, distance = Number.NaN] = [entries[at], km[at]]
  if (entry === undefined) return []
  return [{ job: entry.job, ...(Number.isNaN(distance) ? {} : { distanceKm: distance }) }]
}

/** What was asked for, where it can be had. */
const sortOf = ({ q, sort }: JobSearch, near: PlaceReading | undefined): JobSort => {
  if (sort === 'nearest' && near === undefined) return 'newest'
  return sort ?? (q === '' ? 'newest' : 'best')
}

/** Nothing for a job of other work, of another country or too far to go to. */
const likeness = (job: Job, other: Job, { taxonomy }: Pick<Look, 'taxonomy'>) => {
  const nearness = taxonomy.nearness(job.posting.occupation, other.posting.occupation)
  const km = other.posting.remote ? 0 : (distanceKm(job.posting.place, other.posting.place) ?? Number.POSITIVE_INFINITY)
  const like =
    job.id !== other.id && nearness >= 0.45 && km <= 100 && job.posting.place.country === other.posting.place.country
  return like ? [{ job: other, nearness, km }] : []
}

/** Jobs of an occupation near to one that the words name, or that hold all of the words. */
async function* openJobs(store: Store): AsyncGenerator<Job> {
  let after: string | undefined
  do {
    const page = await store.find('jobs', {
      index: 'published',
      where: ['open'],
      limit: 1000,
      ...(after === undefined ? {} : { after }),
    })
    for (const { doc } of page.items) yield doc
    after = page.cursor
  } while (after !== undefined)
}
