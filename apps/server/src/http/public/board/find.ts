import type { JobFacets, JobSearch, JobSort, Loosen } from '@rolecall/contract/api/public-jobs'
import type { Gazetteer, PlaceReading } from '@rolecall/taxonomy/types'
import type { Candidates, Entry, Job } from './entry.ts'
import { facetsOf } from './facets.ts'
import { loosenOf } from './loosen.ts'
import { inOrder } from './order.ts'
import { reach } from './reach.ts'
import { sievesOf, sift } from './sieves.ts'
import type { WordIndex } from './word-index.ts'

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

/** What there is to search. `home`: the operator's countries, in which a place more likely is. */
type Board = {
  /** Open jobs, the newest first. */
  readonly listed: readonly Entry[]
  readonly words: WordIndex
  readonly gazetteer: Gazetteer
  readonly home: readonly string[]
  /** Epoch ms. */
  readonly now: number
}

const jobsAPage = 20

/** Words and place first, then what was chosen, then the order; facets of the same pass. */
export const find = (search: JobSearch, board: Board): Found => {
  const { page, place, country } = search
  const near = placeOf(search, board)
  const sieves = sievesOf(search, board.now)
  const candidates = candidatesOf(search, board)
  const sifted = sift(candidates.entries, sieves)
  const total = sifted.passed.length
  const sort = sortOf(search, near)
  const count = (other: JobSearch) => sift(candidatesOf(other, board).entries, sieves).passed.length
  const loosen = total > 0 ? undefined : loosenOf(search, sifted, count)
  const shown = { sort, from: (page - 1) * jobsAPage, to: page * jobsAPage }
  return {
    jobs: inOrder(sifted.passed, candidates, shown).flatMap((at) => foundAt(candidates, at)),
    total,
    pages: Math.max(1, Math.ceil(total / jobsAPage)),
    ...(place === '' ? {} : { place: near === undefined ? null : { label: near.place.label } }),
    country:
      near !== undefined && countriesOf(board.listed).includes(near.place.country) ? near.place.country : country,
    sort,
    facets: facetsOf(sifted, { entries: candidates.entries, filters: search, now: board.now }),
    ...(loosen === undefined ? {} : { loosen }),
  }
}

/** Sorted. */
export const countriesOf = (entries: readonly Entry[]): readonly string[] =>
  [...new Set(entries.map(({ job }) => job.posting.place.country))].sort()

const candidatesOf = (search: JobSearch, board: Board): Candidates =>
  reach(board.listed, { search, near: placeOf(search, board), fit: board.words.read(search.q, search.lang) })

const placeOf = ({ place, country }: JobSearch, { gazetteer, home }: Board): PlaceReading | undefined => {
  const likely = country === 'all' ? home : [country, ...home]
  return place === '' ? undefined : gazetteer.find(place, { country: likely, limit: 1 })[0]
}

/** What was asked for, where it can be had. */
const sortOf = ({ q, sort }: JobSearch, near: PlaceReading | undefined): JobSort => {
  if (sort === 'nearest' && near === undefined) return 'newest'
  return sort ?? (q === '' ? 'newest' : 'best')
}

const foundAt = ({ entries, km }: Candidates, at: number): readonly JobFound[] => {
  const [entry, distance = Number.NaN] = [entries[at], km[at]]
  if (entry === undefined) return []
  return [{ job: entry.job, ...(Number.isNaN(distance) ? {} : { distanceKm: distance }) }]
}
