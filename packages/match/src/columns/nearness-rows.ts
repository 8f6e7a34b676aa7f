import type { Rules } from '../rules.ts'
import type { Dictionaries } from './dictionary.ts'

/** How near each occupation of the dictionary is to one of them. */
export type NearnessRow = {
  /** By number: the nearness in ten-thousandths where it is near enough, else less than 0. */
  values: Int16Array
  /** The numbers of those that are near enough, nearest first. */
  near: readonly number[]
}

/** Rows are made when an occupation is first asked for, and longer when the dictionary grew. */
export const createNearnessRows = (
  rules: Rules,
  { occupations }: Dictionaries,
): ((occupation: number) => NearnessRow) => {
  const rows = new Map<number, NearnessRow>()
  return (occupation) => {
    const known = rows.get(occupation)
    if (known !== undefined && known.values.length >= occupations.size()) return known
    if (rows.size >= mostRows) rows.clear()
    const values = new Int16Array(occupations.size())
    if (known !== undefined) values.set(known.values)
    const name = occupations.word(occupation)
    for (let other = known?.values.length ?? 0; other < values.length; other += 1)
      values[other] = nearnessValue(rules.freshNearness(name, occupations.word(other)), rules.weights.nearEnough)
    // 0 is what nobody said.
    values[0] = -1
    const near = [...values.keys()].filter((number) => (values[number] ?? 0) >= 0)
    const row = { values, near: near.toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b) }
    rows.set(occupation, row)
    return row
  }
}

const nearnessValue = (nearness: number, nearEnough: number): number =>
  nearness >= nearEnough ? Math.round(10_000 * Math.max(0, Math.min(1, nearness))) : -1

/** Two bytes for each pair of occupations in use: 20 MB for 3,100 that are all asked for. */
const mostRows = 4096
