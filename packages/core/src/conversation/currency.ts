import type { PayPeriod, PayWanted } from '@rolecall/contract/pay'

/**
 * Currency of a country and what plain work pays there in a month, in major units, to the nearest order: enough to tell a
 * day's pay from a month's. Compiled from published minimum wages of 2025; a wrong guess is read back and can be changed.
 */
const countries: Readonly<Record<string, readonly [currency: string, monthly: number]>> = {
  AR: ['ARS', 320_000],
  AU: ['AUD', 4000],
  BD: ['BDT', 12_500],
  BO: ['BOB', 2700],
  BR: ['BRL', 1500],
  CA: ['CAD', 2800],
  CL: ['CLP', 520_000],
  CO: ['COP', 1_400_000],
  CR: ['CRC', 360_000],
  CU: ['CUP', 2500],
  DE: ['EUR', 2200],
  DO: ['DOP', 20_000],
  EC: ['USD', 470],
  EG: ['EGP', 7000],
  ES: ['EUR', 1200],
  ET: ['ETB', 4000],
  FR: ['EUR', 1800],
  GB: ['GBP', 2000],
  GH: ['GHS', 900],
  GT: ['GTQ', 3500],
  HN: ['HNL', 13_000],
  ID: ['IDR', 3_500_000],
  IE: ['EUR', 2200],
  IN: ['INR', 15_000],
  IT: ['EUR', 1500],
  JO: ['JOD', 290],
  KE: ['KES', 20_000],
  LB: ['LBP', 28_000_000],
  MA: ['MAD', 3000],
  MX: ['MXN', 9000],
  MW: ['MWK', 100_000],
  MZ: ['MZN', 9000],
  NG: ['NGN', 70_000],
  NI: ['NIO', 8000],
  NP: ['NPR', 17_300],
  NZ: ['NZD', 4000],
  PA: ['USD', 600],
  PE: ['PEN', 1130],
  PH: ['PHP', 14_000],
  PK: ['PKR', 37_000],
  PR: ['USD', 1800],
  PT: ['EUR', 870],
  PY: ['PYG', 2_800_000],
  RW: ['RWF', 80_000],
  SN: ['XOF', 65_000],
  SV: ['USD', 400],
  TZ: ['TZS', 250_000],
  UG: ['UGX', 300_000],
  US: ['USD', 2500],
  UY: ['UYU', 23_600],
  VE: ['USD', 200],
  ZA: ['ZAR', 5000],
  ZM: ['ZMW', 2500],
}

const dollars: ReadonlySet<string> = new Set([
  'ARS',
  'AUD',
  'CAD',
  'CLP',
  'COP',
  'CUP',
  'DOP',
  'MXN',
  'NZD',
  'USD',
  'UYU',
])

/** ISO 4217 code of a country's currency; US dollars where the country is not in the table. */
export const currencyOf = (country: string): string => countries[country]?.[0] ?? 'USD'

/** The currency that was said; `$` and words like `pesos` are those of the country. */
export const currencyMeant = (said: string | undefined, country: string): string => {
  const local = currencyOf(country)
  if (said === undefined) return local
  if (said !== '$') return said
  return dollars.has(local) ? local : 'USD'
}

/** The period that an amount must be for; undefined where it could be more than one. */
export const likelyPeriod = (amount: number, currency: string, country: string): PayPeriod | undefined => {
  const known = countries[country]
  if (known === undefined || known[0] !== currency) return undefined
  const share = amount / known[1]
  if (share < 0.018) return 'hour'
  if (share >= 0.025 && share < 0.16) return 'day'
  return share >= 0.5 && share < 10 ? 'month' : undefined
}

/** Whole minor units; undefined where nothing is left of the amount or it is beyond all bounds. */
export const payOf = (amount: number, currency: string, period: PayPeriod): PayWanted | undefined => {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const minor = Math.round(amount * 10 ** digits)
  return minor >= 1 && minor <= 1_000_000_000_000 ? { amount: minor, currency, period } : undefined
}

/** `amount` 0: any pay. */
export const anyPay = (country: string): PayWanted => ({ amount: 0, currency: currencyOf(country), period: 'month' })
