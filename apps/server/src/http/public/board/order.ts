import type { JobSort } from '@rolecall/contract/api/public-jobs'
import type { Candidates, Entry } from './entry.ts'

type Asked = { readonly sort: JobSort; readonly from: number; readonly to: number }

/**
 * The places from `from` up to `to` of those that `passed`, in the order asked for. They come newest first, and what is alike
 * stays so. Only what stands before `to` is put in order.
 */
export const inOrder = (passed: readonly number[], candidates: Candidates, { sort, from, to }: Asked): number[] => {
  if (sort === 'newest') return passed.slice(from, to)
  const keys = new Float64Array(candidates.entries.length).fill(Number.POSITIVE_INFINITY)
  const key = keyOf(sort, candidates)
  for (const at of passed) keys[at] = key(at)
  const last = keys.toSorted()[Math.min(to, passed.length) - 1] ?? 0
  return passed
    .filter((at) => (keys[at] ?? 0) <= last)
    .toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
    .slice(from, to)
}

/** Farther than any place on Earth: from home is no place to go to. */
const nowhereKm = 100_000

/** What comes first has the least. */
const keyOf = (sort: Exclude<JobSort, 'newest'>, { entries, fits, km }: Candidates): ((at: number) => number) => {
  switch (sort) {
    case 'best':
      return (at) => -(fits[at] ?? 0)
    case 'nearest':
      return (at) => {
        const own = km[at] ?? Number.NaN
        return Number.isNaN(own) ? nowhereKm : own
      }
    case 'pay':
      return payKey(entries)
    default:
      return sort satisfies never
  }
}

/** More than any job pays a month. */
const mostPay = 1e15

/** One currency after the other, in each the best paid first. */
const payKey = (entries: readonly Entry[]): ((at: number) => number) => {
  const ranks = new Map<string, number>()
  for (const { job } of entries) ranks.set(job.posting.pay.currency, 0)
  for (const [rank, currency] of [...ranks.keys()].sort().entries()) ranks.set(currency, rank)
  return (at) => {
    const entry = entries[at]
    return entry === undefined ? 0 : (ranks.get(entry.job.posting.pay.currency) ?? 0) * mostPay - entry.pay.month
  }
}
