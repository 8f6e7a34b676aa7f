/**
 * A day as an ISO 8601 date: `2026-12-24`, `24.12.2026`, `24/12/2026`, `12/24/2026`, perhaps with a time behind it. `ambiguous`
 * where day and month cannot be told apart (`03/04/2026`); undefined for what is no day.
 */
export const readDate = (text: string): string | 'ambiguous' | undefined => {
  const [, first = '', sign = '', second = '', last = ''] =
    /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:[T ]\d{1,2}:\d{2}.*)?$/.exec(text.trim()) ?? []
  if (first.length === 4) return isoDate(first, second, last)
  const year = last.length === 2 ? `20${last}` : last
  if (year.length !== 4) return undefined
  // Nobody writes the month first with dots.
  if (sign === '.' || first === second) return isoDate(year, second, first)
  const [dayFirst, monthFirst] = [isoDate(year, second, first), isoDate(year, first, second)]
  return dayFirst !== undefined && monthFirst !== undefined ? 'ambiguous' : (dayFirst ?? monthFirst)
}

const isoDate = (year: string, month: string, day: string): string | undefined => {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${date}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(date) ? date : undefined
}
