import { madeOnce } from './made-once.ts'

/** What people write where Unicode's data has only the code. */
const localSymbols: Readonly<Record<string, string>> = {
  KES: 'KSh',
  TZS: 'TSh',
  UGX: 'USh',
  GHS: 'GH₵',
  ZMW: 'K',
  MXN: 'MX$',
}

/**
 * An amount of whole minor units for a reader: `KSh 1,200`, `US$12.50`; no `.00`. A bare `$` is nobody's in particular.
 * The digits of the currency are ISO 4217's, from Unicode's data. Spaces are plain ones.
 */
export const formatMoney = (minorUnits: number, currency: string, locale: string): string =>
  join(formatOf(currency, locale).formatToParts(minorUnits / 10 ** currencyDigits(currency)), currency)

/** Two amounts as a range, with the currency once where the language has it so: `KSh 1,200–1,500`. */
export const formatMoneyRange = (range: { min: number; max: number; currency: string }, locale: string): string => {
  const unit = 10 ** currencyDigits(range.currency)
  const parts = formatOf(range.currency, locale).formatRangeToParts(range.min / unit, range.max / unit)
  return join(parts, range.currency).replace(/ ?[–-] ?/, '–')
}

/** How many digits the minor unit of a currency has: 2 for KES, 0 for CLP. */
export const currencyDigits = (currency: string): number => digitsOf(currency)

const digitsOf = madeOnce(
  (currency: string) =>
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2,
)

const formatOf = madeOnce((currency: string, locale: string): Intl.NumberFormat => {
  const options = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const
  const short = new Intl.NumberFormat(locale, { ...options, currencyDisplay: 'narrowSymbol' })
  const isDollar = short.formatToParts(0).some(({ type, value }) => type === 'currency' && value === '$')
  return isDollar ? new Intl.NumberFormat(locale, { ...options, currencyDisplay: 'symbol' }) : short
})

const join = (parts: readonly { readonly type: string; readonly value: string }[], currency: string): string =>
  parts
    .map((part) => (part.type === 'currency' ? (localSymbols[currency] ?? part.value) : part.value))
    .join('')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replace(/\$ (?=\d)/, '$')
