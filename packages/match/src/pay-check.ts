import type { Constraint, Verdict } from '@rolecall/contract/explanation'
import type { Pay, PayWanted } from '@rolecall/contract/pay'
import { convert } from './currency.ts'
import { constraintOf, text } from './facts.ts'
import type { Measured, PayRatio } from './measured.ts'
import { hoursIn } from './pay-period.ts'
import type { Pair } from './rows.ts'
import type { Rules } from './rules.ts'

/**
 * What the job pays over what the person wants, after period and currency; `top` is the upper end of the range, the same
 * as `from` where there is none. Infinite where any pay will do; undefined where nothing was said or a rate is missing.
 */
export const payRatio = ({ person, job }: Pair, rules: Rules): PayRatio | undefined => {
  const { pay: wanted } = person.profile
  const { posting } = job
  if (wanted === undefined) return undefined
  if (wanted.amount === 0) return { from: Number.POSITIVE_INFINITY, top: Number.POSITIVE_INFINITY }
  const { pay } = posting
  const inOffered = convert(wanted.amount, { from: wanted.currency, to: pay.currency }, rules.rates)
  if (inOffered === undefined) return undefined
  const periods = hoursIn(pay.period, posting) / hoursIn(wanted.period, posting)
  const least = inOffered * periods
  return { from: pay.min / least, top: (pay.max ?? pay.min) / least }
}

/** A range is met by its upper end: who wants more than its start may still be paid it, and reads both ends. */
export const payVerdict = ({ payRatio: ratio }: Pick<Measured, 'payRatio'>): Verdict => {
  if (ratio === undefined) return 'unknown'
  return ratio.top >= 1 - roundingError ? 'met' : 'unmet'
}

/** A wish that was never said is no must of the person's; one that cannot be compared is. */
export const payConstraint = (pair: Measured): Constraint => {
  const { pay: wanted } = pair.person.profile
  const { pay } = pair.job.posting
  const any = wanted?.amount === 0
  const { min, max } = pay
  const offered = max === undefined || max === min ? payFact({ ...pay, amount: min }) : rangeFact({ ...pay, min, max })
  return constraintOf(
    'pay',
    { verdict: payVerdict(pair), must: wanted !== undefined },
    wanted === undefined || any
      ? { any: text(any ? 'yes' : 'no'), offered }
      : { any: text('no'), offered, asked: payFact(wanted) },
  )
}

/** Converting there and back must not turn equal pay into less. */
const roundingError = 1e-9

const rangeFact = ({ min, max, currency, period }: Pay & { readonly max: number }) =>
  ({ type: 'pay', from: min, amount: max, currency, period }) as const

const payFact = ({ amount, currency, period }: PayWanted) => ({ type: 'pay', amount, currency, period }) as const
