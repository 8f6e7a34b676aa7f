import { buildSegment } from './build-segment.ts'
import { appendRow, copyRow, createRowStore, encodeId, findRow, isDead, markDead, type RowStore } from './row-store.ts'
import { keyOf, type Segment, type Shape } from './segment.ts'

/** Records by id: the newest as they came, the others in segments. A change shows at once. */
export type Table = {
  put(id: string, record: Int32Array): void
  remove(id: string): void
  /** The living row of an id. */
  find(id: string): { readonly rows: RowStore; readonly row: number } | undefined
  readonly segments: readonly Segment[]
  readonly newest: RowStore
  /** Carries on with merging by one slice, well under a millisecond; false when there is nothing left to do. */
  tidy(): boolean
  size(): number
  /** Takes over rows that were kept, in place of all that it holds. */
  restore(kept: { readonly newest: RowStore; readonly segments: readonly Segment[] }): void
}

/** So many rows are looked at one by one before they are sorted into a segment. */
const usualNewest = 2048

export const createTable = (shape: Shape, newestRows = usualNewest): Table => {
  const segments: Segment[] = []
  let newest = emptyStore()
  let merge: Merge | undefined

  const tidy = (): boolean => {
    merge ??= nextMerge(segments, shape)
    if (merge === undefined) return false
    const { done, value } = merge.build.next()
    if (done !== true) return true
    for (const id of merge.removed) markDead(value, id)
    segments.splice(merge.from, merge.count, ...(value.count > value.dead ? [value] : []))
    merge = undefined
    return true
  }
  const remove = (id: readonly number[]) => {
    if (markDead(newest, id)) return
    for (const segment of segments)
      if (markDead(segment, id)) {
        merge?.removed.push(id)
        return
      }
  }
  return {
    segments,
    tidy,
    put(id, record) {
      const bytes = encodeId(id)
      remove(bytes)
      if (newest.count >= newestRows) {
        segments.push(sorted(newest, shape))
        newest = emptyStore()
      }
      appendRow(newest, bytes, record)
      tidy()
    },
    remove(id) {
      remove(encodeId(id))
      tidy()
    },
    find(id) {
      const bytes = encodeId(id)
      for (const rows of [newest, ...segments]) {
        const row = findRow(rows, bytes)
        if (row >= 0 && !isDead(rows, row)) return { rows, row }
      }
      return undefined
    },
    get newest() {
      return newest
    },
    restore(kept) {
      segments.splice(0, segments.length, ...kept.segments)
      newest = kept.newest
      merge = undefined
    },
    size: () => [newest, ...segments].reduce((sum, { count, dead }) => sum + count - dead, 0),
  }
}

const emptyStore = () => createRowStore({ rows: 16, words: 256, idBytes: 512 })

type Merge = {
  readonly from: number
  readonly count: number
  readonly build: Generator<undefined, Segment>
  /** Removed while the merge runs: the copy may have been made already. */
  readonly removed: (readonly number[])[]
}

/** From the first segment that is not several times as large as all behind it, or that is a quarter dead. */
const nextMerge = (segments: readonly Segment[], shape: Shape): Merge | undefined => {
  let behind = 0
  let from = segments.length
  for (let index = segments.length - 1; index >= 0; index -= 1) {
    const { count = 0, dead = 0 } = segments[index] ?? {}
    if ((behind > 0 && count < 4 * behind) || dead * 4 > count) from = index
    behind += count
  }
  const merged = segments.slice(from)
  if (merged.length === 0) return undefined
  return { from, count: merged.length, build: buildSegment(merged, shape), removed: [] }
}

/** A segment of the rows of a store, at once. */
const sorted = (store: RowStore, shape: Shape): Segment => {
  const keys = new Float64Array(store.count)
  for (let row = 0; row < store.count; row += 1) keys[row] = keyOf(store, row, shape) * store.count + row
  keys.sort()
  const ordered = createRowStore({
    rows: store.count,
    words: store.offsets[store.count] ?? 0,
    idBytes: store.idOffsets[store.count] ?? 0,
  })
  for (const key of keys) {
    const row = key % store.count
    if (!isDead(store, row)) copyRow(ordered, store, row)
  }
  const build = buildSegment([ordered], shape)
  for (;;) {
    const { done, value } = build.next()
    if (done === true) return value
  }
}

/** What the columns take, without those of a merge on its way. */
export const bytesOfTable = ({ newest, segments }: Table): number =>
  [newest, ...segments].reduce(
    (sum, columns) =>
      sum +
      Object.values(columns).reduce<number>(
        (bytes, each) => bytes + (ArrayBuffer.isView(each) ? each.byteLength : 0),
        0,
      ),
    0,
  )
