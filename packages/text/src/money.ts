/** What people write where Unicode's data has only the code. */
const localSymbols: Readonly<Record<string, string>> = { KES: 'KSh', TZS: 'TSh', UGX: 'USh', GHS: 'GH₵', ZMW: 'K' }

/**
 * An amount of whole minor units for a reader: `KSh 1,200`, `$12.50`; no `.00`.
 * The digits of the currency are ISO 4217's, from Unicode's data. Spaces are plain ones: the shops' fonts know them.
 */
export const formatMoney = (minorUnits: number, currency: string, locale: string): string => {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  })
  const symbol = localSymbols[currency]
  const parts = format.formatToParts(minorUnits / 10 ** currencyDigits(currency))
  const text = parts.map((part) => (part.type === 'currency' && symbol !== undefined ? symbol : part.value)).join('')
  return text.replaceAll(/[\u00a0\u202f]/g, ' ')
}

/** How many digits the minor unit of a currency has: 2 for KES, 0 for CLP. */
export const currencyDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
