const longest = 64
const before = new Uint8Array(longest + 1)
const above = new Uint8Array(longest + 1)
const row = new Uint8Array(longest + 1)

/**
 * Edits (insert, delete, replace, swap neighbours) between `a` and `b[from..to)`, or `bound + 1` when there are more
 * than `bound`. What is longer than 64 units is not compared.
 */
export function editDistance(
  a: Uint8Array,
  span: { units: Uint8Array; from: number; to: number },
  bound: number,
): number {
  const { units: b, from } = span
  const length = span.to - from
  if (Math.abs(a.length - length) > bound || length > longest) return bound + 1
  for (let j = 0; j <= length; j++) above[j] = j
  for (let i = 1; i <= a.length; i++) {
    let least = i
    row[0] = i
    for (let j = 1; j <= length; j++) {
      const same = a[i - 1] === b[from + j - 1]
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[from + j - 2] && a[i - 2] === b[from + j - 1]
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > bound) return bound + 1
    before.set(above)
    above.set(row)
  }
  return Math.min(above[length] ?? 0, bound + 1)
}
