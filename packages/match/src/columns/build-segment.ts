import { copyRow, createRowStore, isDead, type RowStore } from './row-store.ts'
import { keyOf, type Segment, type Shape } from './segment.ts'

/** A slice of the work, in rows, after which a build lets others in. */
const slice = 256

/** Builds a segment from stores whose rows come in the order of a segment; the dead stay behind. Yields after each slice. */
export function* buildSegment(stores: readonly RowStore[], shape: Shape): Generator<undefined, Segment> {
  const size = { rows: 0, words: 0, idBytes: 0 }
  for (const store of stores) {
    size.rows += store.count
    size.words += store.offsets[store.count] ?? 0
    size.idBytes += store.idOffsets[store.count] ?? 0
  }
  const rows = createRowStore(size)
  const groupOfRow = new Int32Array(size.rows)
  const counts = yield* copySorted({ stores, shape, rows, groupOfRow })
  return { ...trimmed(rows), ...(yield* enterAll({ rows, shape, groupOfRow, counts })) }
}

/** How many entries each occupation has, apart for those found from anywhere and the others, and for each class. */
function* copySorted(build: {
  readonly stores: readonly RowStore[]
  readonly shape: Shape
  readonly rows: RowStore
  readonly groupOfRow: Int32Array
}): Generator<undefined, Uint32Array> {
  const { stores, shape, rows, groupOfRow } = build
  let counts = new Uint32Array(keysOfBucket)
  const buckets: number[] = []
  const heads = stores.map((store) => headOf(store, 0, shape))
  for (let done = 0; ; done += 1) {
    let least: Head | undefined
    for (const head of heads) if (head.row >= 0 && (least === undefined || head.key < least.key)) least = head
    if (least === undefined) return counts
    // It may have died since it was looked at.
    if (isDead(least.store, least.row)) {
      moveOn(least, shape)
      continue
    }
    groupOfRow[rows.count] = Math.floor(least.key / 0x10000)
    copyRow(rows, least.store, least.row)
    const start = rows.offsets[rows.count - 1] ?? 0
    const found = shape.bucketsOf(rows.words, start, buckets)
    for (let index = 0; index < found; index += 1) {
      const key = entryKey(buckets[index] ?? 0, groupOfRow[rows.count - 1] ?? 0, shape.classOf(rows.words[start] ?? 0))
      if (key >= counts.length) counts = longer(counts, ((buckets[index] ?? 0) + 1) * keysOfBucket)
      counts[key] = (counts[key] ?? 0) + 1
    }
    moveOn(least, shape)
    if (done % slice === slice - 1) yield
  }
}

const keysOfBucket = 64

const entryKey = (bucket: number, group: number, standing: number): number =>
  bucket * keysOfBucket + (group === 0 ? 0 : keysOfBucket / 2) + standing

/** At least so long, and twice as long: the length stays a multiple of the keys. */
const longer = (column: Uint32Array, length: number): Uint32Array<ArrayBuffer> => {
  const grown = new Uint32Array(Math.max(length, 2 * column.length))
  grown.set(column)
  return grown
}

type Head = { readonly store: RowStore; row: number; key: number }

const headOf = (store: RowStore, row: number, shape: Shape): Head => {
  const head = { store, row: row - 1, key: 0 }
  moveOn(head, shape)
  return head
}

/** To the next living row; -1 after the last. */
const moveOn = (head: Head, shape: Shape): void => {
  const { store } = head
  let row = head.row + 1
  while (row < store.count && isDead(store, row)) row += 1
  head.row = row < store.count ? row : -1
  if (head.row >= 0) head.key = keyOf(store, row, shape)
}

type Entries = Omit<Segment, keyof RowStore>

function* enterAll(build: {
  readonly rows: RowStore
  readonly shape: Shape
  readonly groupOfRow: Int32Array
  readonly counts: Uint32Array
}): Generator<undefined, Entries> {
  const { rows, shape, groupOfRow } = build
  const next = startsOf(build.counts)
  const entries = next[next.length - 1] ?? 0
  const bucketCount = build.counts.length / keysOfBucket
  const wideStarts = Uint32Array.from(
    { length: bucketCount + 1 },
    (_, bucket) => next[bucket * keysOfBucket] ?? entries,
  )
  const anywhereEnds = Uint32Array.from(
    { length: bucketCount },
    (_, bucket) => next[(bucket + 0.5) * keysOfBucket] ?? entries,
  )
  const wideOffsets = new Uint32Array(entries)
  const wideFlags = new Int32Array(entries)
  const wideMarks = new Uint16Array(entries)
  const groups: number[] = []
  const groupSizes: number[] = []
  const buckets: number[] = []
  for (let row = 0; row < rows.count; row += 1) {
    const group = groupOfRow[row] ?? 0
    const offset = rows.offsets[row] ?? 0
    const found = shape.bucketsOf(rows.words, offset, buckets)
    const marks = shape.marksOf(rows.words, offset)
    for (let index = 0; index < found; index += 1) {
      const flags = rows.words[offset] ?? 0
      const key = entryKey(buckets[index] ?? 0, group, shape.classOf(flags))
      const place = next[key] ?? 0
      wideOffsets[place] = row
      wideFlags[place] = flags
      wideMarks[place] = marks
      next[key] = place + 1
    }
    if (groups.length === 0 || groups[groups.length - 1] !== group) {
      groups.push(group)
      groupSizes.push(0)
    }
    groupSizes[groups.length - 1] = (groupSizes[groups.length - 1] ?? 0) + (group === 0 ? 0 : found)
    groupOfRow[row] = groups.length - 1
    if (row % slice === slice - 1) yield
  }
  const groupStarts = startsOf(groupSizes)
  const wide = { wideStarts, anywhereEnds, wideOffsets, wideFlags, wideMarks }
  const cells = yield* enterCells({
    wide,
    groupOfRow,
    groupStarts,
    spotOf: (row) => shape.spotOf(rows.words, rows.offsets[row] ?? 0),
  })
  yield* toOffsets(cells.cellOffsets, rows)
  yield* toOffsets(wideOffsets, rows)
  return { groups: Int32Array.from(groups), groupStarts, ...cells, ...wide }
}

/** Entries of an occupation after those of another, each in its group: so that they stand by group and then occupation. */
function* enterCells(build: {
  readonly wide: Pick<Segment, 'wideStarts' | 'anywhereEnds' | 'wideOffsets' | 'wideFlags' | 'wideMarks'>
  readonly groupOfRow: Int32Array
  readonly groupStarts: Uint32Array
  readonly spotOf: (row: number) => number
}): Generator<undefined, Pick<Segment, 'cellBuckets' | 'cellOffsets' | 'cellFlags' | 'cellMarks' | 'cellSpots'>> {
  const { groupOfRow, groupStarts, spotOf } = build
  const { wideStarts, anywhereEnds, wideOffsets, wideFlags, wideMarks } = build.wide
  const count = groupStarts[groupStarts.length - 1] ?? 0
  const cellBuckets = new Uint16Array(count)
  const cellOffsets = new Uint32Array(count)
  const cellFlags = new Int32Array(count)
  const cellMarks = new Uint16Array(count)
  const cellSpots = new Uint16Array(count)
  const next = groupStarts.slice()
  for (let bucket = 0; bucket < anywhereEnds.length; bucket += 1)
    for (let entry = anywhereEnds[bucket] ?? 0; entry < (wideStarts[bucket + 1] ?? 0); entry += 1) {
      const row = wideOffsets[entry] ?? 0
      const group = groupOfRow[row] ?? 0
      const place = next[group] ?? 0
      cellBuckets[place] = bucket
      cellOffsets[place] = row
      cellFlags[place] = wideFlags[entry] ?? 0
      cellMarks[place] = wideMarks[entry] ?? 0
      cellSpots[place] = spotOf(row)
      next[group] = place + 1
      if (entry % slice === slice - 1) yield
    }
  return { cellBuckets, cellOffsets, cellFlags, cellMarks, cellSpots }
}

/** Entries that held a row hold where its record starts. */
function* toOffsets(entries: Uint32Array, { offsets }: RowStore): Generator<undefined, void> {
  for (let entry = 0; entry < entries.length; entry += 1) {
    entries[entry] = offsets[entries[entry] ?? 0] ?? 0
    if (entry % (16 * slice) === 0) yield
  }
}

const startsOf = (counts: ArrayLike<number>): Uint32Array => {
  const starts = new Uint32Array(counts.length + 1)
  for (let index = 0; index < counts.length; index += 1) starts[index + 1] = (starts[index] ?? 0) + (counts[index] ?? 0)
  return starts
}

/** Without the room of rows that stayed behind, where that is much. */
const trimmed = (rows: RowStore): RowStore => {
  const { count, words, idBytes } = rows
  const [usedWords, usedBytes] = [rows.offsets[count] ?? 0, rows.idOffsets[count] ?? 0]
  if (usedWords * 8 > words.length * 7) return rows
  return {
    ...rows,
    words: words.slice(0, usedWords),
    idBytes: idBytes.slice(0, usedBytes),
    offsets: rows.offsets.slice(0, count + 1),
    idOffsets: rows.idOffsets.slice(0, count + 1),
  }
}
