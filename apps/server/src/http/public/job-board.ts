import type { JobSearch } from '@rolecall/contract/api/public-jobs'
import type { Look } from '@rolecall/core/conversation/look'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'
import { distanceKm } from '@rolecall/match/geo'
import type { PlaceReading } from '@rolecall/taxonomy/types'
import { type FeedListener, idsOf } from '../../feed.ts'

type Job = DocumentOf<'jobs'>
export type JobFound = { readonly job: Job; readonly distanceKm?: number }
/** `place`: as understood; null where no place has the name, absent where none was asked for. */
export type Found = {
  readonly jobs: readonly JobFound[]
  readonly total: number
  readonly pages: number
  readonly place?: { readonly label: string } | null
  /** The one of the place, where it has jobs, else the one asked for, or `all`. */
  readonly country: string
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
  /** Where places are likely: the operator's countries. */
  readonly countries: () => readonly string[]
  /** Epoch ms. */
  readonly now: () => number
}): JobBoard => {
  const { store, look } = options
  const open = new Map<string, Entry>()
  let newestFirst: readonly Entry[] | undefined
  const put = (job: Job) => {
    newestFirst = undefined
    if (job.state === 'open') open.set(job.id, { job, words: wordsOf(job, look) })
    else open.delete(job.id)
  }
  const listed = (): readonly Entry[] => {
    newestFirst ??= [...open.values()].toSorted((a, b) => publishedAt(b) - publishedAt(a))
    const now = options.now()
    return newestFirst.filter(({ job }) => job.expiresAt > now)
  }
  const countries = () => [...new Set(listed().map(({ job }) => job.posting.place.country))].sort()
  const load = async () => {
    for await (const job of openJobs(store)) put(job)
  }
  return {
    load,
    async lost() {
      open.clear()
      await load()
    },
    async changed(events) {
      const ids = idsOf(events, 'jobs')
      if (ids.length === 0) return
      const found = await store.getMany('jobs', ids)
      for (const id of ids) open.delete(id)
      newestFirst = undefined
      for (const { doc } of found) put(doc)
    },
    search({ q, place, distanceKm: withinKm, country, page, lang }) {
      const likely = country === 'all' ? options.countries() : [country, ...options.countries()]
      const near = place === '' ? undefined : look.gazetteer.find(place, { country: likely, limit: 1 })[0]
      const asked = readWords(q, lang, look)
      const found = listed()
        .filter((entry) => asked === undefined || asked(entry))
        .flatMap(({ job }) => (near === undefined ? inCountry(job, country) : withDistance(job, near, withinKm)))
      return {
        jobs: found.slice((page - 1) * jobsAPage, page * jobsAPage),
        total: found.length,
        pages: Math.max(1, Math.ceil(found.length / jobsAPage)),
        ...(place === '' ? {} : { place: near === undefined ? null : { label: near.place.label } }),
        country: near !== undefined && countries().includes(near.place.country) ? near.place.country : country,
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

type Entry = { readonly job: Job; readonly words: string }

const publishedAt = ({ job }: Entry): number => job.publishedAt ?? job.createdAt

const inCountry = (job: Job, country: string): readonly JobFound[] =>
  country === 'all' || country === job.posting.place.country ? [{ job }] : []

/** Remote jobs are near everywhere in their country. */
const withDistance = (job: Job, near: PlaceReading, withinKm: number): readonly JobFound[] => {
  if (job.posting.remote) return inCountry(job, near.place.country)
  const km = distanceKm(near.place, job.posting.place)
  return km !== undefined && km <= withinKm ? [{ job, distanceKm: km }] : []
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
const readWords = (q: string, lang: string, look: Pick<Look, 'taxonomy'>): ((entry: Entry) => boolean) | undefined => {
  const words = fold(q).split(' ').filter(Boolean)
  if (words.length === 0) return undefined
  const named = look.taxonomy.findOccupations(q, { languages: [lang] }).filter(({ confidence }) => confidence >= 0.6)
  return ({ job, words: own }) =>
    words.every((word) => own.includes(` ${word}`)) ||
    named.some(({ id }) => look.taxonomy.nearness(id, job.posting.occupation) >= 0.75)
}

const wordsOf = ({ posting, organisationName }: Job, { taxonomy }: Pick<Look, 'taxonomy'>): string => {
  const labels = Object.values(taxonomy.occupation(posting.occupation)?.labels ?? {})
  return ` ${fold([posting.title, organisationName, posting.place.label, ...labels].join(' '))}`
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

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
