import type { Facet } from '@rolecall/contract/api/public-jobs'
import { PayPeriod } from '@rolecall/contract/pay'
import type { Entry } from './entry.ts'
import { readPay } from './sieves.ts'

/** Where among the jobs, the worst paid first, an amount to choose is taken. */
const quantiles = [0.25, 0.5, 0.75, 0.9]

/**
 * Amounts to choose the least pay from, in the money and the period that was chosen, else in those that the jobs have: round
 * ones that part the jobs. Empty where jobs pay in several currencies, which do not compare.
 */
export const payFacet = (entries: readonly Entry[], chosen: string | undefined): Facet => {
  const own = chosen === undefined ? undefined : readPay(chosen)
  const meant = own ?? usualMoney(entries)
  if (meant === undefined) return []
  const { currency, period } = meant
  const amounts = amountsOf(entries, meant)
  const round = quantiles.map((share) => roundDown(amounts[Math.floor(share * amounts.length)] ?? 0))
  return [...new Set(own === undefined ? round : [...round, own.amount])]
    .toSorted((a, b) => a - b)
    .map((amount) => ({ amount, count: amounts.length - placeOf(amount, amounts) }))
    .filter(({ amount, count }) => amount === own?.amount || (amount > 0 && count > 0 && count < amounts.length))
    .map(({ amount, count }) => ({ value: `${currency}-${amount}-${period}`, count }))
}

type Money = { readonly currency: string; readonly period: PayPeriod }

/** The one currency of the jobs, and the period that most of them are paid by. */
const usualMoney = (entries: readonly Entry[]): Money | undefined => {
  const counts: Record<PayPeriod, number> = { hour: 0, day: 0, week: 0, month: 0, year: 0 }
  const currency = entries[0]?.job.posting.pay.currency
  if (currency === undefined) return undefined
  for (const { job } of entries) {
    const { pay } = job.posting
    if (pay.currency !== currency) return undefined
    counts[pay.period] += 1
  }
  const [period = 'month'] = PayPeriod.options.toSorted((a, b) => counts[b] - counts[a])
  return { currency, period }
}

/** What the jobs in that currency pay for the period, the least first. */
const amountsOf = (entries: readonly Entry[], { currency, period }: Money): Float64Array => {
  const amounts: number[] = []
  for (const { job, pay } of entries) if (job.posting.pay.currency === currency) amounts.push(pay[period])
  return new Float64Array(amounts).sort()
}

/** To two digits: 117 350 is 110 000. */
const roundDown = (amount: number): number => {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, amount))) - 1)
  return Math.floor(amount / unit) * unit
}

/** How many of the sorted amounts are less. */
const placeOf = (amount: number, amounts: Float64Array): number => {
  let [from, to] = [0, amounts.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((amounts[middle] ?? 0) < amount) from = middle + 1
    else to = middle
  }
  return from
}
