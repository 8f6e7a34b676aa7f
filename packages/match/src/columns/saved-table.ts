import { classBits, deadBit } from './codes.ts'
import { createRowStore, isDead, type RowStore } from './row-store.ts'
import type { Segment } from './segment.ts'
import type { Table } from './table.ts'

/**
 * A table as it stood, for keeping. `newest` is a copy; the segments are those of the table itself, which never change but
 * for marks of death. `gone`: the rows that were dead, whose words and ids are not kept.
 */
export type SavedTable = { readonly newest: Saved<RowStore>; readonly segments: readonly Saved<Segment>[] }
type Saved<Store> = { readonly store: Store; readonly gone: readonly number[] }

/** What says how to read columns back. Counts of rows and lengths of columns, in the order of the names. */
export type TableHead = { readonly newest: StoreHead; readonly segments: readonly StoreHead[] }
type StoreHead = { readonly count: number; readonly lengths: readonly number[] }

/** Changes when columns mean something else, or stand in another order: what was kept before is then of no use. */
export const layoutVersion = 2

const storeColumns = ['offsets', 'words', 'idOffsets', 'idBytes', 'slots'] as const
const segmentColumns = [
  ...storeColumns,
  'groups',
  'groupStarts',
  'cellBuckets',
  'cellOffsets',
  'cellFlags',
  'cellMarks',
  'cellSpots',
  'wideStarts',
  'anywhereEnds',
  'wideOffsets',
  'wideFlags',
  'wideMarks',
] as const

export const saveTable = ({ newest, segments }: Table): SavedTable => ({
  newest: { store: copyOf(newest), gone: goneOf(newest) },
  segments: segments.map((store) => ({ store, gone: goneOf(store) })),
})

const goneOf = (store: RowStore): readonly number[] => {
  const gone: number[] = []
  if (store.dead > 0) for (let row = 0; row < store.count; row += 1) if (isDead(store, row)) gone.push(row)
  return gone
}

export const headOf = ({ newest, segments }: SavedTable): TableHead => ({
  newest: { count: newest.store.count, lengths: storeColumns.map((name) => newest.store[name].length) },
  segments: segments.map(({ store }) => ({
    count: store.count,
    lengths: segmentColumns.map((name) => store[name].length),
  })),
})

/** The columns one after the other, without what the dead said and who they were. */
export function* columnsOf({ newest, segments }: SavedTable): Generator<Uint8Array> {
  for (const name of storeColumns) yield bytesOf(storeColumn(newest, name))
  for (const saved of segments)
    for (const name of segmentColumns) {
      const { store } = saved
      if (isStoreColumn(name)) yield bytesOf(storeColumn(saved, name))
      else if (name === 'cellFlags') yield bytesOf(livingFlags(saved, store.cellFlags, store.cellOffsets))
      else if (name === 'wideFlags') yield bytesOf(livingFlags(saved, store.wideFlags, store.wideOffsets))
      else yield bytesOf(store[name])
    }
}

const isStoreColumn = (name: string): name is (typeof storeColumns)[number] =>
  storeColumns.some((column) => column === name)

/** Columns that stand in one buffer, in order, each from a multiple of eight bytes on. */
export type Reader = { take(bytes: number): { readonly buffer: ArrayBufferLike; readonly at: number } }

export const readTable = (
  { newest, segments }: TableHead,
  reader: Reader,
): { readonly newest: RowStore; readonly segments: readonly Segment[] } => ({
  newest: recounted(readStore(newest, reader)),
  segments: segments.map((head) => recounted({ ...readStore(head, reader), ...readOrders(head, reader) })),
})

const readStore = ({ count, lengths }: StoreHead, reader: Reader): RowStore => {
  const [offsets = 0, words = 0, idOffsets = 0, idBytes = 0, slots = 0] = lengths
  return {
    count,
    dead: 0,
    offsets: column(Uint32Array, offsets, reader),
    words: column(Int32Array, words, reader),
    idOffsets: column(Uint32Array, idOffsets, reader),
    idBytes: column(Uint8Array, idBytes, reader),
    slots: column(Uint32Array, slots, reader),
  }
}

const readOrders = ({ lengths }: StoreHead, reader: Reader): Omit<Segment, keyof RowStore> => {
  const length = (name: (typeof segmentColumns)[number]) => lengths[segmentColumns.indexOf(name)] ?? 0
  return {
    groups: column(Int32Array, length('groups'), reader),
    groupStarts: column(Uint32Array, length('groupStarts'), reader),
    cellBuckets: column(Uint16Array, length('cellBuckets'), reader),
    cellOffsets: column(Uint32Array, length('cellOffsets'), reader),
    cellFlags: column(Int32Array, length('cellFlags'), reader),
    cellMarks: column(Uint16Array, length('cellMarks'), reader),
    cellSpots: column(Uint16Array, length('cellSpots'), reader),
    wideStarts: column(Uint32Array, length('wideStarts'), reader),
    anywhereEnds: column(Uint32Array, length('anywhereEnds'), reader),
    wideOffsets: column(Uint32Array, length('wideOffsets'), reader),
    wideFlags: column(Int32Array, length('wideFlags'), reader),
    wideMarks: column(Uint16Array, length('wideMarks'), reader),
  }
}

type Column<Array> = {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBufferLike, at: number, length: number): Array
}

const column = <Array>(kind: Column<Array>, length: number, reader: Reader): Array => {
  const { buffer, at } = reader.take(length * kind.BYTES_PER_ELEMENT)
  return new kind(buffer, at, length)
}

const bytesOf = (column: ArrayBufferView): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength)

/** Rows may have died while their columns were being kept. */
const recounted = <Store extends RowStore>(store: Store): Store => {
  for (let row = 0; row < store.count; row += 1) if (isDead(store, row)) store.dead += 1
  return store
}

const copyOf = (from: RowStore): RowStore => {
  const size = { rows: from.count, words: from.offsets[from.count] ?? 0, idBytes: from.idOffsets[from.count] ?? 0 }
  const copy = createRowStore(size)
  copy.count = from.count
  copy.dead = from.dead
  copy.offsets.set(from.offsets.subarray(0, from.count + 1))
  copy.words.set(from.words.subarray(0, size.words))
  copy.idOffsets.set(from.idOffsets.subarray(0, from.count + 1))
  copy.idBytes.set(from.idBytes.subarray(0, size.idBytes))
  return { ...copy, slots: from.slots.slice() }
}

const storeColumn = (
  { store, gone }: Saved<RowStore>,
  name: (typeof storeColumns)[number],
): Uint32Array | Int32Array | Uint8Array => {
  if (gone.length === 0 || (name !== 'words' && name !== 'idBytes')) return store[name]
  const { offsets, idOffsets } = store
  if (name === 'idBytes') {
    const idBytes = store.idBytes.slice()
    for (const row of gone) idBytes.fill(0, idOffsets[row], idOffsets[row + 1])
    return idBytes
  }
  const words = store.words.slice()
  for (const row of gone) {
    words.fill(0, offsets[row], offsets[row + 1])
    words[offsets[row] ?? 0] = deadBit
  }
  return words
}

/** The flags that stand beside an order of entries; of the dead only those by which the entries are sorted. */
const livingFlags = ({ store, gone }: Saved<RowStore>, flags: Int32Array, offsets: Uint32Array): Int32Array => {
  if (gone.length === 0) return flags
  return flags.map((each, entry) => ((store.words[offsets[entry] ?? 0] ?? 0) < 0 ? each & classBits : each))
}
