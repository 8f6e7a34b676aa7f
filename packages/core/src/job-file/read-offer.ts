import type { ImportField } from '@rolecall/contract/api/job-import'
import type { Pay } from '@rolecall/contract/pay'
import { currencyMeant, likelyPeriod, payOf } from '../conversation/currency.ts'
import { readCurrency, readPay, readPeriod } from '../conversation/reading/pay.ts'
import { fold, isSaid, type Words } from '../conversation/words.ts'
import { type Finding, type Read, read } from './finding.ts'
import { isDash, tokensOf } from './tokens.ts'

/** The cells that say what is offered, and the name of the column of pay, which may say the currency and the period. */
type OfferCells = {
  readonly pay: string
  readonly payMax: string
  readonly currency: string
  readonly period: string
  readonly header: string
}

/** `country`: ISO 3166-1 alpha-2, whose currency is meant where none is named. */
export const readOffer = (
  cells: OfferCells,
  { words, country }: { readonly words: Words; readonly country: string },
): Read<Pay | undefined> => {
  if (cells.pay === '') return read(undefined, { findings: [{ field: 'pay', code: 'required' }] })
  const [from, to = cells.payMax] = rangeOf(cells.pay, words)
  const [min, max] = [amountOf(from, words), to === '' ? undefined : amountOf(to, words)]
  if (min === undefined) return read(undefined, { findings: [{ field: 'pay', code: 'invalid' }] })
  if (to !== '' && max === undefined)
    return read(undefined, { findings: [{ field: cells.payMax === '' ? 'pay' : 'payMax', code: 'invalid' }] })
  const said = [cells.currency, cells.pay, cells.header].map(readCurrency).find((each) => each !== undefined)
  if (cells.currency !== '' && readCurrency(cells.currency) === undefined)
    return read(undefined, { findings: [{ field: 'currency', code: 'unknown-currency' }] })
  const currency = currencyMeant(said, country)
  const named = [cells.period, cells.pay, to, cells.header].flatMap((text) => readPeriod(text, words) ?? [])[0]
  const period = named ?? (cells.period === '' ? likelyPeriod(min, currency, country) : undefined)
  if (period === undefined)
    return read(undefined, { findings: [{ field: 'period', code: cells.period === '' ? 'required' : 'invalid' }] })
  const assumed: ImportField[] = [
    ...(said === undefined ? (['currency'] as const) : []),
    ...(named === undefined ? (['period'] as const) : []),
  ]
  return offerOf({ min, max, currency, period }, assumed)
}

const offerOf = (
  { min, max, currency, period }: Omit<Pay, 'max'> & { readonly max: number | undefined },
  assumed: readonly ImportField[],
): Read<Pay | undefined> => {
  const [least, most] = [min, max].map((amount) =>
    amount === undefined ? undefined : payOf(amount, currency, period)?.amount,
  )
  const findings: Finding[] = [
    ...(least === undefined ? [{ field: 'pay', code: 'too-large' } as const] : []),
    ...(max !== undefined && max < min ? [{ field: 'pay', code: 'pay-range' } as const] : []),
  ]
  if (least === undefined || findings.length > 0) return read(undefined, { findings })
  return read({ min: least, ...(most === undefined ? {} : { max: most }), currency, period }, { assumed })
}

/** `1,200-1,500`, `USD 12 a 15 por hora`: the two ends; what is no range stays whole. */
const rangeOf = (text: string, words: Words): readonly [string, string?] => {
  for (const token of tokensOf(text)) {
    const [from, to] = [text.slice(0, token.start), text.slice(token.end).trimStart()]
    const isSign = isDash(token) || isSaid(words, 'to', fold(token.text))
    // A sign of the currency may stand before the upper end.
    if (isSign && /\d/.test(from) && /\d/.test(to.slice(0, 6))) return [from, to]
  }
  return [text]
}

/** Major units of what is one amount and no other number. */
const amountOf = (text: string, words: Words): number | undefined => {
  const pay = /^[-–]/.test(text.trim()) ? undefined : readPay(text, words)
  return pay === undefined || pay.any ? undefined : pay.amount
}
