import { deadBit } from './codes.ts'
import { bytesOf, hashOf, stringOf } from './ids.ts'

/** Records and their ids, appended one after the other, found by id. Columns grow by doubling unless they were sized. */
export type RowStore = {
  count: number
  dead: number
  /** Where each record starts; one more for the end of the last. */
  offsets: Uint32Array
  words: Int32Array
  idOffsets: Uint32Array
  idBytes: Uint8Array
  /** Open addressing: a row's number plus one, 0 where a slot is free. */
  slots: Uint32Array
}

export const createRowStore = (size: {
  readonly rows: number
  readonly words: number
  readonly idBytes: number
}): RowStore => ({
  count: 0,
  dead: 0,
  offsets: new Uint32Array(size.rows + 1),
  words: new Int32Array(size.words),
  idOffsets: new Uint32Array(size.rows + 1),
  idBytes: new Uint8Array(size.idBytes),
  slots: new Uint32Array(slotsFor(size.rows)),
})

/** A power of two, at most three quarters full. */
const slotsFor = (rows: number): number => 2 ** Math.ceil(Math.log2(Math.max(8, (rows * 4) / 3)))

/** The last row with the id, alive or not; -1 without one. A row that is put again is appended after it was removed. */
export const findRow = (store: RowStore, id: readonly number[]): number => {
  const mask = store.slots.length - 1
  let slot = hashOf(id, 0, id.length) & mask
  for (let row = (store.slots[slot] ?? 0) - 1; row >= 0; row = (store.slots[slot] ?? 0) - 1) {
    if (isId(store, row, id)) return row
    slot = (slot + 1) & mask
  }
  return -1
}

const isId = ({ idOffsets, idBytes }: RowStore, row: number, id: readonly number[]): boolean => {
  const from = idOffsets[row] ?? 0
  if ((idOffsets[row + 1] ?? 0) - from !== id.length) return false
  for (let index = id.length - 1; index >= 0; index -= 1) if (idBytes[from + index] !== id[index]) return false
  return true
}

/** Appends a record. Where the id stands in the store already, its slot shows the new row from now on. */
export const appendRow = (store: RowStore, id: readonly number[], record: Int32Array): void => {
  grow(store, id.length, record.length)
  const row = store.count
  const [wordsAt, bytesAt] = [store.offsets[row] ?? 0, store.idOffsets[row] ?? 0]
  store.words.set(record, wordsAt)
  store.idBytes.set(id, bytesAt)
  store.offsets[row + 1] = wordsAt + record.length
  store.idOffsets[row + 1] = bytesAt + id.length
  store.count += 1
  enter(store, row)
}

/** Copies a row of another store; the columns were sized for it and the id is not there yet. */
export const copyRow = (store: RowStore, from: RowStore, row: number): void => {
  const [start, end] = [from.offsets[row] ?? 0, from.offsets[row + 1] ?? 0]
  const [idStart, idEnd] = [from.idOffsets[row] ?? 0, from.idOffsets[row + 1] ?? 0]
  const target = store.count
  let word = store.offsets[target] ?? 0
  for (let index = start; index < end; index += 1) store.words[word++] = from.words[index] ?? 0
  let byte = store.idOffsets[target] ?? 0
  for (let index = idStart; index < idEnd; index += 1) store.idBytes[byte++] = from.idBytes[index] ?? 0
  store.offsets[target + 1] = word
  store.idOffsets[target + 1] = byte
  store.count += 1
  enter(store, target)
}

const enter = (store: RowStore, row: number): void => {
  const { idOffsets, idBytes, slots } = store
  const [from, to] = [idOffsets[row] ?? 0, idOffsets[row + 1] ?? 0]
  const mask = slots.length - 1
  let slot = hashOf(idBytes, from, to) & mask
  for (let other = (slots[slot] ?? 0) - 1; other >= 0; other = (slots[slot] ?? 0) - 1) {
    if (isSame(store, other, row)) break
    slot = (slot + 1) & mask
  }
  slots[slot] = row + 1
}

const isSame = ({ idOffsets, idBytes }: RowStore, one: number, other: number): boolean => {
  const [from, length] = [idOffsets[one] ?? 0, (idOffsets[one + 1] ?? 0) - (idOffsets[one] ?? 0)]
  const start = idOffsets[other] ?? 0
  if ((idOffsets[other + 1] ?? 0) - start !== length) return false
  for (let index = length - 1; index >= 0; index -= 1)
    if (idBytes[from + index] !== idBytes[start + index]) return false
  return true
}

/** True where a living row was there. */
export const markDead = (store: RowStore, id: readonly number[]): boolean => {
  const row = findRow(store, id)
  if (row < 0) return false
  const offset = store.offsets[row] ?? 0
  if ((store.words[offset] ?? 0) < 0) return false
  store.words[offset] = (store.words[offset] ?? 0) | deadBit
  store.dead += 1
  return true
}

export const isDead = ({ words, offsets }: RowStore, row: number): boolean => (words[offsets[row] ?? 0] ?? 0) < 0

/**
 * The row whose record starts there. Records are about as long as each other, so that a few guesses in proportion are near;
 * where they are not, halving ends it.
 */
export const rowAt = ({ offsets, count }: RowStore, offset: number): number => {
  let [low, high] = [0, count - 1]
  for (let guesses = 0; low < high; guesses += 1) {
    const [first, last] = [offsets[low] ?? 0, offsets[high] ?? 0]
    const share = guesses < mostGuesses ? (offset - first) / (last - first) : 0.5
    const guess = low + Math.floor(share * (high - low))
    const found = offsets[guess] ?? 0
    if (found === offset) return guess
    if (found < offset) low = guess + 1
    else high = guess - 1
  }
  return low
}

const mostGuesses = 6

export const idOf = ({ idOffsets, idBytes }: RowStore, row: number): string =>
  stringOf(idBytes, idOffsets[row] ?? 0, idOffsets[row + 1] ?? 0)

export const encodeId = bytesOf

type RowOf = { readonly rows: RowStore; readonly row: number }

/** Less than 0 where the first id comes before the second. */
export const compareIds = (a: RowOf, b: RowOf): number => {
  const [bytesA, bytesB] = [a.rows.idBytes, b.rows.idBytes]
  const [fromA, fromB] = [a.rows.idOffsets[a.row] ?? 0, b.rows.idOffsets[b.row] ?? 0]
  const lengthA = (a.rows.idOffsets[a.row + 1] ?? 0) - fromA
  const lengthB = (b.rows.idOffsets[b.row + 1] ?? 0) - fromB
  for (let index = 0; index < Math.min(lengthA, lengthB); index += 1) {
    const difference = (bytesA[fromA + index] ?? 0) - (bytesB[fromB + index] ?? 0)
    if (difference !== 0) return difference
  }
  return lengthA - lengthB
}

const grow = (store: RowStore, idBytes: number, words: number): void => {
  const { count } = store
  if ((store.offsets[count] ?? 0) + words > store.words.length) {
    const larger = new Int32Array(2 * (store.words.length + words))
    larger.set(store.words)
    store.words = larger
  }
  if ((store.idOffsets[count] ?? 0) + idBytes > store.idBytes.length) {
    const larger = new Uint8Array(2 * (store.idBytes.length + idBytes))
    larger.set(store.idBytes)
    store.idBytes = larger
  }
  if (count + 1 < store.offsets.length) return
  const rows = 2 * (count + 1)
  for (const column of ['offsets', 'idOffsets'] as const) {
    const larger = new Uint32Array(rows + 1)
    larger.set(store[column])
    store[column] = larger
  }
  store.slots = new Uint32Array(slotsFor(rows))
  for (let row = 0; row < count; row += 1) enter(store, row)
}
