/** An address of this site that keeps the page's language. */
export const withLanguage = (frame: { readonly language: string }, path: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}lang=${frame.language}`

/** The list's address for a search and a page. */
export const listPath = (query: { readonly q: string; readonly place: string }, page = 1): string => {
  const search = new URLSearchParams()
  if (query.q !== '') search.set('q', query.q)
  if (query.place !== '') search.set('place', query.place)
  if (page > 1) search.set('page', String(page))
  const text = search.toString()
  return text === '' ? '/jobs' : `/jobs?${text}`
}

export const jobPath = (job: { readonly page: string }): string => `/jobs/${job.page}`
