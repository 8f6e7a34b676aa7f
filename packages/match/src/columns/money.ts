import { minorDigits, type Rates, rateOf } from '../currency.ts'
import type { Dictionary } from './dictionary.ts'

/** How pay wanted in one currency is compared with pay in another, step by step as `convert` does it. */
export type Exchange = {
  readonly known: boolean
  readonly divideDigits: number
  readonly divideRate: number
  readonly timesRate: number
  readonly timesDigits: number
}

/** From and to by their numbers in the dictionary; remembered. */
export const createMoney = (
  currencies: Dictionary,
  rates: Rates | undefined,
): ((from: number, to: number) => Exchange) => {
  const known: Exchange[][] = []
  return (from, to) => {
    const found = known[to]?.[from]
    if (found !== undefined) return found
    const exchange = exchangeOf(currencies.word(from), currencies.word(to), rates)
    known[to] = known[to] ?? []
    known[to][from] = exchange
    return exchange
  }
}

const same: Exchange = { known: true, divideDigits: 1, divideRate: 1, timesRate: 1, timesDigits: 1 }

const exchangeOf = (from: string, to: string, rates: Rates | undefined): Exchange => {
  if (from === to) return same
  const [rateFrom, rateTo] = [rateOf(from, rates), rateOf(to, rates)]
  if (rateFrom === undefined || rateTo === undefined) return { ...same, known: false }
  return {
    known: true,
    divideDigits: 10 ** minorDigits(from),
    divideRate: rateFrom,
    timesRate: rateTo,
    timesDigits: 10 ** minorDigits(to),
  }
}
