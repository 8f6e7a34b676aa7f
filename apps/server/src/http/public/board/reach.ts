import type { JobSearch } from '@rolecall/contract/api/public-jobs'
import { distanceKm } from '@rolecall/match/geo'
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
  for (const entry of listed) {
    const own = fit === undefined ? 1 : fit(entry)
    if (own === 0) continue
    const distance = near === undefined ? inCountry(entry, search.country) : distanceTo(near, entry, search.distanceKm)
    if (distance === undefined) continue
    entries.push(entry)
    fits.push(own)
    km.push(distance)
  }
  return { entries, fits, km }
}

/** Not a number: there is no distance; undefined: out of reach. */
const inCountry = ({ job }: Entry, country: string): number | undefined =>
  country === 'all' || job.posting.place.country === country ? Number.NaN : undefined

const distanceTo = ({ place }: PlaceReading, { job }: Entry, withinKm: number): number | undefined => {
  const { posting } = job
  if (posting.remote) return posting.place.country === place.country ? Number.NaN : undefined
  const km = distanceKm(place, posting.place)
  return km !== undefined && km <= withinKm ? km : undefined
}
