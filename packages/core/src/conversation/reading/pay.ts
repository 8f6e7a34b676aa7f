import type { PayPeriod } from '@rolecall/contract/pay'
import { fold, isIn, isSaid, type Words } from '../words.ts'

/** Whole or broken major units, as they were said. `currency`: an ISO code, or `$` whose country decides. */
export type PayReading =
  | { readonly any: true }
  | { readonly any: false; readonly amount: number; readonly currency?: string; readonly period?: PayPeriod }

const periods: readonly PayPeriod[] = ['hour', 'day', 'week', 'month', 'year']

/** Signs that stand for one currency wherever they are written; `$` does not. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/\bksh\b|ksh(?=\d)/i, 'KES'],
  [/\btsh\b|tsh(?=\d)/i, 'TZS'],
  [/\bush\b|ush(?=\d)/i, 'UGX'],
  [/us\$/i, 'USD'],
  [/€|\beuros?\b/i, 'EUR'],
  [/£/, 'GBP'],
  [/₦/, 'NGN'],
  [/₹/, 'INR'],
  [/\$/, '$'],
]

export const readPay = (text: string, words: Words): PayReading | undefined => {
  const folded = fold(text)
  if (isSaid(words, 'any', folded) || isSaid(words, 'any-pay', folded)) return { any: true }
  // A number inside a longer sentence or a question is no pay.
  const isTalk = folded.split(' ').length > 8 || /[?¿]/.test(text)
  const amount = isTalk ? undefined : readAmount(text, words)
  if (amount === undefined) return undefined
  const currency = readCurrency(text)
  const period = readPeriod(text, words)
  return {
    any: false,
    amount,
    ...(currency === undefined ? {} : { currency }),
    ...(period === undefined ? {} : { period }),
  }
}

export const readPeriod = (text: string, words: Words): PayPeriod | undefined => {
  const spaced = fold(text).replace(/(\d)(\p{L})/gu, '$1 $2')
  return periods.find((name) => isIn(words, `period.${name}`, spaced))
}

/** An ISO code, or `$` whose country decides. */
export const readCurrency = (text: string): string | undefined => {
  const sign = signs.find(([pattern]) => pattern.test(text))?.[1]
  if (sign !== undefined) return sign
  const code = text
    .toUpperCase()
    .match(/\b[A-Z]{3}\b/g)
    ?.find((word) => currencyCodes.has(word))
  return code
}

const currencyCodes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** `1,200`, `1.500`, `20 000`, `12.50`, `1,200.50`, `15k`, `15 mil`: dots and commas before three digits separate thousands. */
const readAmount = (text: string, words: Words): number | undefined => {
  const found = text.match(/\d[\d.,'\s]*/)
  if (found === null) return undefined
  const number = found[0].replace(/[.,'\s]+$/, '')
  const broken = number.match(/[.,]\d{1,2}$/)?.[0] ?? ''
  const whole = number.slice(0, number.length - broken.length)
  const isGrouped = /^\d{1,3}([.,'\s]\d{3})+$/.test(whole) && (broken === '' || !whole.includes(broken.slice(0, 1)))
  const plain = isGrouped
    ? whole.replace(/[.,'\s]/g, '') + broken.replace(',', '.')
    : number.replace(/['\s].*$/, '').replace(',', '.')
  const after = fold(text.slice(found.index ?? 0).replace(/^[\d.,'\s]+/, ''))
  const thousands = after.startsWith('k ') || after === 'k' || isThousand(after, words)
  const amount = Number(plain) * (thousands ? 1000 : 1)
  return Number.isFinite(amount) && amount > 0 && amount <= 100_000_000 ? amount : undefined
}

const isThousand = (after: string, words: Words): boolean => isIn(words, 'thousand', after.split(' ')[0] ?? '')
