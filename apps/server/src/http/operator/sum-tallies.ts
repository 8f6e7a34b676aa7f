import type { Delivered, Priced } from '@rolecall/contract/api/health'
import type { DocumentOf } from '@rolecall/core/model/collections'

export const dayMs = 86_400_000

const outcomes = ['accepted', 'delivered', 'read', 'failed', 'dropped', 'unknown'] as const
const isOutcome = (text: string): text is (typeof outcomes)[number] => outcomes.some((outcome) => outcome === text)

/** What the processes counted in these hours, together: the most messages first. */
export const sumOf = (
  rows: readonly DocumentOf<'tallies'>[],
): { readonly deliveries: Delivered[]; readonly priced: Priced[] } => ({
  deliveries: sumDeliveries(rows).toSorted((a, b) => b.accepted - a.accepted || a.template.localeCompare(b.template)),
  priced: sumPriced(rows).toSorted((a, b) => b.count - a.count || a.template.localeCompare(b.template)),
})

const sumDeliveries = (rows: readonly DocumentOf<'tallies'>[]): readonly Delivered[] => {
  const sums = new Map<string, Delivered>()
  for (const { template, category, outcome, count } of rows.flatMap(({ deliveries }) => deliveries)) {
    const key = `${template} ${category}`
    const sum = sums.get(key) ?? {
      template,
      category,
      accepted: 0,
      delivered: 0,
      read: 0,
      failed: 0,
      dropped: 0,
      unknown: 0,
    }
    if (isOutcome(outcome)) sum[outcome] += count
    sums.set(key, sum)
  }
  return [...sums.values()]
}

const sumPriced = (rows: readonly DocumentOf<'tallies'>[]): readonly Priced[] => {
  const sums = new Map<string, Priced>()
  for (const { count, ...what } of rows.flatMap(({ priced }) => priced)) {
    const key = `${what.template} ${what.category} ${what.type}`
    sums.set(key, { ...what, count: (sums.get(key)?.count ?? 0) + count })
  }
  return [...sums.values()]
}
