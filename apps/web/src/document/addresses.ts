/** An address of this site that keeps the page's language. */
export const withLanguage = (frame: { readonly language: string }, path: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}lang=${frame.language}`

/** What one looks for; `distanceKm` is that from the place, `country` an ISO 3166-1 alpha-2 code or `all`. */
export type Search = {
  readonly q: string
  readonly place: string
  readonly distanceKm?: number
  readonly country?: string
}

/** The list's address for a search and a page. */
export const listPath = (query: Search, page = 1): string => {
  const search = new URLSearchParams()
  if (query.q !== '') search.set('q', query.q)
  if (query.place !== '') search.set('place', query.place)
  if (query.place !== '' && query.distanceKm !== undefined) search.set('distanceKm', String(query.distanceKm))
  if (query.country !== undefined) search.set('country', query.country)
  if (page > 1) search.set('page', String(page))
  const text = search.toString()
  return text === '' ? '/jobs' : `/jobs?${text}`
}

export const jobPath = (job: { readonly page: string }): string => `/jobs/${job.page}`
