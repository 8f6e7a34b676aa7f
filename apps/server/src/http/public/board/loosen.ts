import type { JobSearch, Loosen } from '@rolecall/contract/api/public-jobs'
import type { Sifted } from './sieves.ts'

/** Where nothing fits: what brings the most jobs when it alone is left out. `count`: the jobs of another search. */
export const loosenOf = (
  search: JobSearch,
  { missed }: Sifted,
  count: (other: JobSearch) => number,
): Loosen | undefined => {
  const { q, place, country } = search
  const ways: Loosen[] = [...missed].map(([field, candidates]) => ({ field, count: candidates.length }))
  if (q !== '') ways.push({ field: 'q', count: count({ ...search, q: '' }) })
  if (place !== '') ways.push({ field: 'place', count: count({ ...search, place: '' }) })
  else if (country !== 'all') ways.push({ field: 'country', count: count({ ...search, country: 'all' }) })
  const [best] = ways.toSorted((a, b) => b.count - a.count)
  return best !== undefined && best.count > 0 ? best : undefined
}
