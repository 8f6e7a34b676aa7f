/** What people write where Unicode's data has only the code. */
const localSymbols: Readonly<Record<string, string>> = { KES: 'KSh', TZS: 'TSh', UGX: 'USh', GHS: 'GH₵', ZMW: 'K' }

/**
 * An amount of whole minor units for a reader: `KSh 1,200`, `$12.50`; no `.00`.
 * The digits of the currency are ISO 4217's, from Unicode's data. Spaces are plain ones.
 */
export const formatMoney = (minorUnits: number, currency: string, locale: string): string =>
  join(formatOf(currency, locale).formatToParts(minorUnits / 10 ** currencyDigits(currency)), currency)

/** Two amounts as a range, with the currency once where the language has it so: `KSh 1,200-1,500`. */
export const formatMoneyRange = (range: { min: number; max: number; currency: string }, locale: string): string => {
  const unit = 10 ** currencyDigits(range.currency)
  const parts = formatOf(range.currency, locale).formatRangeToParts(range.min / unit, range.max / unit)
  return join(parts, range.currency).replace(/ ?[–-] ?/, '-')
}

/** How many digits the minor unit of a currency has: 2 for KES, 0 for CLP. */
export const currencyDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

const formatOf = (currency: string, locale: string): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  })

const join = (parts: readonly { readonly type: string; readonly value: string }[], currency: string): string =>
  parts
    .map((part) => (part.type === 'currency' ? (localSymbols[currency] ?? part.value) : part.value))
    .join('')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
