import type { FilterField, JobFilters } from '@rolecall/contract/api/public-jobs'
import { Currency, PayPeriod } from '@rolecall/contract/pay'
import { z } from 'zod'
import type { Entry } from './entry.ts'
import { maskOf } from './traits.ts'

/** Whether a job has one of the values that were chosen in a field. */
export type Sieve = (entry: Entry) => boolean
export type Sieves = readonly { readonly field: FilterField; readonly holds: Sieve }[]

/** Places in the list that was sifted. `passed`: what fits; `missed`: of each chosen field what that field alone keeps away. */
export type Sifted = {
  readonly passed: readonly number[]
  readonly missed: ReadonlyMap<FilterField, readonly number[]>
}

/** One pass: a job that one field alone refuses counts for that field's facet. */
export const sift = (entries: readonly Entry[], sieves: Sieves): Sifted => {
  const passed: number[] = []
  const missed = new Map(sieves.map(({ field }): [FilterField, number[]] => [field, []]))
  for (const [at, entry] of entries.entries()) {
    let refusing: FilterField | undefined
    let refusals = 0
    for (const { field, holds } of sieves) {
      if (holds(entry)) continue
      refusing = field
      refusals += 1
      if (refusals === 2) break
    }
    if (refusing === undefined) passed.push(at)
    else if (refusals === 1) missed.get(refusing)?.push(at)
  }
  return { passed, missed }
}

/** Of the fields in which something was chosen. `now`: epoch ms. */
export const sievesOf = (filters: JobFilters, now: number): Sieves => {
  const { payAtLeast, publishedWithinDays } = filters
  const occupations = new Set(filters.occupation)
  const sieves: { readonly field: FilterField; readonly holds: Sieve }[] = []
  for (const field of ['employmentType', 'days', 'parts'] as const) {
    const mask = maskOf(field, filters[field])
    if (mask !== 0) sieves.push({ field, holds: ({ traits }) => (traits & mask) !== 0 })
  }
  if (filters.remote !== undefined) sieves.push({ field: 'remote', holds: ({ job }) => job.posting.remote })
  if (payAtLeast !== undefined) sieves.push({ field: 'payAtLeast', holds: paysAtLeast(payAtLeast) })
  if (publishedWithinDays !== undefined) {
    const since = sinceOf(publishedWithinDays, now)
    sieves.push({ field: 'publishedWithinDays', holds: ({ publishedAt }) => publishedAt > since })
  }
  if (occupations.size > 0)
    sieves.push({ field: 'occupation', holds: ({ job }) => occupations.has(job.posting.occupation) })
  return sieves
}

/** Epoch ms after which a job of the last `days` days was published. */
export const sinceOf = (days: number, now: number): number => now - days * 24 * 60 * 60 * 1000

const PayParts = z.tuple([Currency, z.coerce.number(), PayPeriod])

/** `KES-120000-day`, which the search's schema has checked. */
export const readPay = (value: string) => {
  const [currency, amount, period] = PayParts.parse(value.split('-'))
  return { currency, amount, period }
}

const paysAtLeast = (value: string): Sieve => {
  const { currency, amount, period } = readPay(value)
  return ({ job, pay }) => job.posting.pay.currency === currency && pay[period] >= amount
}
