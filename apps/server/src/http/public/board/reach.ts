import type { JobSearch } from '@rolecall/contract/api/public-jobs'
import { directionOf, kmBetween } from '@rolecall/match/geo'
import type { PlaceReading } from '@rolecall/taxonomy/types'
import type { Candidates, Entry } from './entry.ts'
import type { Fit } from './word-index.ts'

type Asked = {
  readonly search: Pick<JobSearch, 'country' | 'distanceKm'>
  readonly near: PlaceReading | undefined
  readonly fit: Fit | undefined
}

/**
 * The jobs that the words fit within reach of the place, else in the country. Remote jobs are near everywhere in their
 * country.
 */
export const reach = (listed: readonly Entry[], { search, near, fit }: Asked): Candidates => {
  const [entries, fits, km]: [Entry[], number[], number[]] = [[], [], []]
  const distanceOf = near === undefined ? inCountry(search.country) : distanceTo(near, search.distanceKm)
  for (const entry of listed) {
    const own = fit === undefined ? 1 : fit(entry)
    const distance = own === 0 ? undefined : distanceOf(entry)
    if (distance === undefined) continue
    entries.push(entry)
    fits.push(own)
    km.push(distance)
  }
  return { entries, fits, km }
}

/** Not a number: there is no distance; undefined: out of reach. */
type DistanceOf = (entry: Entry) => number | undefined

const inCountry =
  (country: string): DistanceOf =>
  ({ job }) =>
    country === 'all' || job.posting.place.country === country ? Number.NaN : undefined

const distanceTo = ({ place }: PlaceReading, withinKm: number): DistanceOf => {
  const from = directionOf(place)
  return ({ job, direction }) => {
    const { posting } = job
    if (posting.remote) return posting.place.country === place.country ? Number.NaN : undefined
    if (from === undefined || direction === undefined) return undefined
    const km = kmBetween(from, direction)
    return km <= withinKm ? km : undefined
  }
}
