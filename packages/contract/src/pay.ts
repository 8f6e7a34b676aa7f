import { z } from 'zod'

export const PayPeriod = z.enum(['hour', 'day', 'week', 'month', 'year'])
export type PayPeriod = z.infer<typeof PayPeriod>

/** ISO 4217 alphabetic code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/)

/** What is offered: whole minor units of the currency for one period. `max` is absent when there is no range. */
export const Pay = z
  .object({
    min: z.int().min(1).max(1_000_000_000_000),
    max: z.int().min(1).max(1_000_000_000_000).optional(),
    currency: Currency,
    period: PayPeriod,
  })
  .refine((pay) => pay.max === undefined || pay.max >= pay.min, { path: ['max'], message: 'pay-range' })
export type Pay = z.infer<typeof Pay>

/** The least that a person asks for: whole minor units for one period. */
export const PayWanted = z.object({
  amount: z.int().min(0).max(1_000_000_000_000),
  currency: Currency,
  period: PayPeriod,
})
export type PayWanted = z.infer<typeof PayWanted>
