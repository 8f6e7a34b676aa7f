import { JobSearch } from '@rolecall/contract/api/public-jobs'
import type { Taxonomy } from '@rolecall/taxonomy/types'

type Given = Readonly<Record<string, unknown>>

const { shape } = JobSearch
const usualKm = 50

/** A page has an answer for any address: what cannot be read of it counts as left out. */
export const readSearch = (
  query: unknown,
  taxonomy: Pick<Taxonomy, 'occupation'>,
): Omit<JobSearch, 'lang' | 'country'> => {
  const given: Given = typeof query === 'object' && query !== null ? { ...query } : {}
  const place = shape.place.safeParse(given.place).data ?? ''
  const sort = shape.sort.safeParse(given.sort).data
  return {
    q: shape.q.safeParse(given.q).data ?? '',
    place,
    distanceKm: shape.distanceKm.safeParse(given.distanceKm).data ?? usualKm,
    page: shape.page.safeParse(given.page).data ?? 1,
    employmentType: each(given.employmentType, (value) => shape.employmentType.safeParse(value).data),
    days: each(given.days, (value) => shape.days.safeParse(value).data),
    parts: each(given.parts, (value) => shape.parts.safeParse(value).data),
    occupation: each(given.occupation, (value) => shape.occupation.safeParse(value).data)
      .filter((id) => taxonomy.occupation(id) !== undefined)
      .slice(0, 20),
    remote: shape.remote.safeParse(given.remote).data,
    payAtLeast: shape.payAtLeast.safeParse(given.payAtLeast).data,
    publishedWithinDays: shape.publishedWithinDays.safeParse(given.publishedWithinDays).data,
    sort: sort === 'nearest' && place === '' ? undefined : sort,
  }
}

/** Of a field that may stand several times the values that can be read, each once. */
const each = <T>(given: unknown, read: (value: unknown) => readonly T[] | undefined): T[] => {
  const values: readonly unknown[] = given === undefined ? [] : Array.isArray(given) ? given : [given]
  return [...new Set(values.flatMap((value) => read(value) ?? []))]
}
