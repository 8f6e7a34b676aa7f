import type { Facet, FilterField, JobFacets, JobFilters } from '@rolecall/contract/api/public-jobs'
import type { Entry } from './entry.ts'
import { payFacet } from './pay-facet.ts'
import { type Sifted, sinceOf } from './sieves.ts'
import { type TraitField, traits } from './traits.ts'

type Asked = {
  readonly entries: readonly Entry[]
  readonly filters: JobFilters
  /** Epoch ms. */
  readonly now: number
}

/** For each field what its values bring while the other fields stay. */
export const facetsOf = ({ passed, missed }: Sifted, { entries, filters, now }: Asked): JobFacets => {
  const fitting = at(entries, passed)
  const without = (field: FilterField): readonly Entry[] => {
    const kept = missed.get(field) ?? []
    return kept.length === 0 ? fitting : [...fitting, ...at(entries, kept)]
  }
  const counts = traitCounts(fitting)
  const traitFacet = (field: TraitField, chosen: readonly string[]): Facet => {
    const own = missed.has(field) ? traitCounts(without(field)) : counts
    return shown(
      traits.flatMap((trait, bit) => (trait.field === field ? [{ value: trait.value, count: own[bit] ?? 0 }] : [])),
      chosen,
    )
  }
  return {
    employmentType: traitFacet('employmentType', filters.employmentType),
    days: traitFacet('days', filters.days),
    parts: traitFacet('parts', filters.parts),
    remote: traitFacet('remote', filters.remote === undefined ? [] : [filters.remote]),
    payAtLeast: payFacet(without('payAtLeast'), filters.payAtLeast),
    publishedWithinDays: ageFacet(without('publishedWithinDays'), filters.publishedWithinDays, now),
    occupation: mostFrequent(without('occupation'), filters.occupation),
  }
}

const at = (entries: readonly Entry[], places: readonly number[]): readonly Entry[] => {
  const found: Entry[] = []
  for (const place of places) {
    const entry = entries[place]
    if (entry !== undefined) found.push(entry)
  }
  return found
}

const traitCounts = (entries: readonly Entry[]): Int32Array => {
  const counts = new Int32Array(traits.length)
  for (const entry of entries)
    for (let bit = 0; bit < counts.length; bit += 1)
      if ((entry.traits & (1 << bit)) !== 0) counts[bit] = (counts[bit] ?? 0) + 1
  return counts
}

const shown = (facet: Facet, chosen: readonly string[]): Facet =>
  facet.filter(({ value, count }) => count > 0 || chosen.includes(value))

const daysToChoose = [1, 3, 7, 14, 30]

const ageFacet = (entries: readonly Entry[], chosen: number | undefined, now: number): Facet => {
  const days = new Set(chosen === undefined ? daysToChoose : [...daysToChoose, chosen])
  const facet = [...days]
    .toSorted((a, b) => a - b)
    .map((each) => ({ value: String(each), count: countSince(entries, sinceOf(each, now)) }))
  return shown(facet, chosen === undefined ? [] : [String(chosen)])
}

const countSince = (entries: readonly Entry[], since: number): number => {
  let count = 0
  for (const { publishedAt } of entries) if (publishedAt > since) count += 1
  return count
}

const mostOccupations = 10

/** The most frequent, and whatever is chosen. */
const mostFrequent = (entries: readonly Entry[], chosen: readonly string[]): Facet => {
  const counts = new Map(chosen.map((id) => [id, 0]))
  for (const { job } of entries) {
    const { occupation } = job.posting
    counts.set(occupation, (counts.get(occupation) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .filter(({ value }, rank) => rank < mostOccupations || chosen.includes(value))
}
