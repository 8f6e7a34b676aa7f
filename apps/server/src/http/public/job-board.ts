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
}

/** All open jobs in memory for the public list, kept fresh by the change feed. */
export type JobBoard = FeedListener & {
  /** Reads every open job. Call it once the feed runs. */
  load(): Promise<void>
  search(search: Pick<JobSearch, 'q' | 'place' | 'distanceKm' | 'page' | 'lang'>): Found
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
  let newestFirst: readonly Entry[] | undefined
  const put = (job: Job) => {
    newestFirst = undefined
    if (job.state === 'open') open.set(job.id, { job, words: wordsOf(job, look) })
    else open.delete(job.id)
  }
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
    search({ q, place, distanceKm: withinKm, page, lang }) {
      newestFirst ??= [...open.values()].toSorted((a, b) => publishedAt(b) - publishedAt(a))
      const near = place === '' ? undefined : look.gazetteer.find(place, { country: options.countries, limit: 1 })[0]
      const asked = readWords(q, lang, look)
      const now = options.now()
      const found = newestFirst
        .filter((entry) => entry.job.expiresAt > now && (asked === undefined || asked(entry)))
        .flatMap(({ job }) => withDistance(job, near, withinKm))
      return {
        jobs: found.slice((page - 1) * jobsAPage, page * jobsAPage),
        total: found.length,
        pages: Math.max(1, Math.ceil(found.length / jobsAPage)),
        ...(place === '' ? {} : { place: near === undefined ? null : { label: near.place.label } }),
      }
    },
  }
}

type Entry = { readonly job: Job; readonly words: string }

const publishedAt = ({ job }: Entry): number => job.publishedAt ?? job.createdAt

/** Remote jobs are near everywhere. */
const withDistance = (job: Job, near: PlaceReading | undefined, withinKm: number): readonly JobFound[] => {
  if (near === undefined) return [{ job }]
  const km = distanceKm(near.place, job.posting.place)
  if (job.posting.remote) return [{ job }]
  return km !== undefined && km <= withinKm ? [{ job, distanceKm: km }] : []
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
