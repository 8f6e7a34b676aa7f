/**
 * Exchange rates as the operator keeps them: on the day `asOf` (ISO 8601 date), one unit of `base` buys `perBase[currency]`
 * units. Currencies are ISO 4217 codes, units are major ones (dollars, not cents).
 */
export type Rates = {
  readonly asOf: string
  readonly base: string
  readonly perBase: Readonly<Record<string, number>>
}

/** Minor units of `from` as minor units of `to`, not rounded; undefined without a rate for both. */
export const convert = (
  minor: number,
  { from, to }: { readonly from: string; readonly to: string },
  rates: Rates | undefined,
): number | undefined => {
  if (from === to) return minor
  const rateFrom = rateOf(from, rates)
  const rateTo = rateOf(to, rates)
  if (rateFrom === undefined || rateTo === undefined) return undefined
  return (minor / 10 ** minorDigits(from) / rateFrom) * rateTo * 10 ** minorDigits(to)
}

export const rateOf = (currency: string, rates: Rates | undefined): number | undefined => {
  if (rates === undefined) return undefined
  if (currency === rates.base) return 1
  const rate = Object.hasOwn(rates.perBase, currency) ? rates.perBase[currency] : undefined
  return rate !== undefined && Number.isFinite(rate) && rate > 0 ? rate : undefined
}

/** ISO 4217, the currencies in use whose minor unit is not a hundredth. */
const withoutMinor = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '))
const inThousandths = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '))

export const minorDigits = (currency: string): number => {
  if (withoutMinor.has(currency)) return 0
  if (inThousandths.has(currency)) return 3
  return currency === 'CLF' || currency === 'UYW' ? 4 : 2
}
