import { compareIds, idOf, type RowStore, rowAt } from './row-store.ts'
import { ruledOut } from './trial.ts'

/** `offset`: where the record starts. */
export type Found = { readonly place: number; readonly rows: RowStore; readonly offset: number }

/** The best so far: less `place` first, then in the order of ids. */
export type Top = {
  /** Whatever has a place above it cannot enter. */
  limit: number
  offer(place: number, rows: RowStore, offset: number): void
  best(): readonly Found[]
}

export const createTop = (size: number, exclude: ReadonlySet<string> | undefined): Top => {
  // A heap with the worst on top.
  const heap: Found[] = []
  const excludes = exclude !== undefined && exclude.size > 0
  const top: Top = {
    limit: size > 0 ? ruledOut - 1 : -1,
    offer(place, rows, offset) {
      if (place > top.limit) return
      if (excludes && exclude?.has(idOf(rows, rowAt(rows, offset))) === true) return
      const found = { place, rows, offset }
      if (heap.length < size) {
        heap.push(found)
        rise(heap)
      } else if (heap[0] !== undefined && isWorse(heap[0], found)) {
        heap[0] = found
        sink(heap)
      }
      if (heap.length === size) top.limit = heap[0]?.place ?? top.limit
    },
    best: () => heap.toSorted((a, b) => (isWorse(a, b) ? 1 : -1)),
  }
  return top
}

const isWorse = (a: Found, b: Found): boolean =>
  a.place === b.place ? compareIds(rowOf(a), rowOf(b)) > 0 : a.place > b.place

const rowOf = ({ rows, offset }: Found) => ({ rows, row: rowAt(rows, offset) })

export const idOfFound = ({ rows, offset }: Found): string => idOf(rows, rowAt(rows, offset))

const rise = (heap: Found[]): void => {
  let index = heap.length - 1
  while (index > 0) {
    const parent = (index - 1) >> 1
    if (!swapIfWorse(heap, index, parent)) return
    index = parent
  }
}

const sink = (heap: Found[]): void => {
  let index = 0
  for (;;) {
    let child = 2 * index + 1
    const [left, right] = [heap[child], heap[child + 1]]
    if (left === undefined) return
    if (right !== undefined && isWorse(right, left)) child += 1
    if (!swapIfWorse(heap, child, index)) return
    index = child
  }
}

/** Puts the lower one up where it is worse than the upper one. */
const swapIfWorse = (heap: Found[], lower: number, upper: number): boolean => {
  const [low, up] = [heap[lower], heap[upper]]
  if (low === undefined || up === undefined || !isWorse(low, up)) return false
  heap[lower] = up
  heap[upper] = low
  return true
}
