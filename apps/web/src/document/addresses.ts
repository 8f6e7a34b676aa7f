import type { FilterField, JobFilters, JobSort, Loosen } from '@rolecall/contract/api/public-jobs'

/** An address of this site that keeps the page's language. */
export const withLanguage = (frame: { readonly language: string }, path: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}lang=${frame.language}`

/** What one looks for; `distanceKm` is that from the place, `country` an ISO 3166-1 alpha-2 code or `all`. */
export type Search = Partial<JobFilters> & {
  readonly q: string
  readonly place: string
  readonly distanceKm?: number
  readonly country?: string
  readonly sort?: JobSort | undefined
}

/** The fields in which one chooses, in the order of the page. */
export const filterFields = [
  'employmentType',
  'remote',
  'days',
  'parts',
  'payAtLeast',
  'publishedWithinDays',
  'occupation',
] as const satisfies readonly FilterField[]

export const chosenIn = (query: Search, field: FilterField): readonly string[] => {
  const value = query[field]
  return Array.isArray(value) ? value : value === undefined ? [] : [String(value)]
}

/** The list's address for a search and a page. */
export const listPath = (query: Search, page = 1): string => {
  const search = paramsOf(query)
  if (page > 1) search.set('page', String(page))
  return pathOf(search)
}

/** The list's first page without one value of a field, or without the field. */
export const pathWithout = (query: Search, field: Loosen['field'], value?: string): string => {
  const search = paramsOf(query)
  if (value === undefined) search.delete(field)
  else search.delete(field, value)
  if (field === 'country') search.set('country', 'all')
  if (field === 'place') search.delete('distanceKm')
  if (search.get('sort') === neededBy[field]) search.delete('sort')
  return pathOf(search)
}

/** The order that a field makes possible. */
const neededBy: Partial<Record<Loosen['field'], JobSort>> = { q: 'best', place: 'nearest' }

/** What is not chosen is not named. */
const paramsOf = (query: Search): URLSearchParams => {
  const search = new URLSearchParams()
  if (query.q !== '') search.set('q', query.q)
  if (query.place !== '') search.set('place', query.place)
  if (query.place !== '' && query.distanceKm !== undefined) search.set('distanceKm', String(query.distanceKm))
  if (query.country !== undefined) search.set('country', query.country)
  for (const field of filterFields) for (const value of chosenIn(query, field)) search.append(field, value)
  if (query.sort !== undefined) search.set('sort', query.sort)
  return search
}

const pathOf = (search: URLSearchParams): string => (search.size === 0 ? '/jobs' : `/jobs?${search}`)

export const jobPath = (job: { readonly page: string }): string => `/jobs/${job.page}`
