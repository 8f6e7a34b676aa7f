import type { RowStore } from './row-store.ts'

/** What a table knows of its records. */
export type Shape = {
  /** 0: found from anywhere; else 1 + `zone` × `zoneSize` + the cell. */
  groupOf(words: Int32Array, offset: number): number
  /** Fills `buckets` with the different occupations of a record, the first that was said first; 0 where there is none. */
  bucketsOf(words: Int32Array, offset: number, buckets: number[]): number
  /** 16 bits that stand beside an entry, for a first look: `marks.ts` says which for people, `job-marks.ts` for jobs. */
  marksOf(words: Int32Array, offset: number): number
  /** Where in its cell a row lives; see `spots.ts`. */
  spotOf(words: Int32Array, offset: number): number
  /** What flags say of how well a row can stand: from 0 to 31. */
  classOf(flags: number): number
}

/**
 * Rows that do not change, in the order of their group (a zone of reach and a cell of a quarter of a degree) and occupation.
 * Two orders of entries point to them, an entry for each occupation of a row: `cells`, by group and then occupation, and
 * `wide`, by occupation alone, with rows that are found from anywhere first in each. Flags and marks stand beside both, and beside
 * `cells` where in its cell each row lives, so that most rows are never looked up. Entries of one occupation stand by class, and by row in each.
 */
export type Segment = RowStore & {
  readonly groups: Int32Array
  readonly groupStarts: Uint32Array
  readonly cellBuckets: Uint16Array
  /** Where the records of the entries start. */
  readonly cellOffsets: Uint32Array
  readonly cellFlags: Int32Array
  readonly cellMarks: Uint16Array
  readonly cellSpots: Uint16Array
  readonly wideStarts: Uint32Array
  /** Where the rows found from anywhere end in each occupation. */
  readonly anywhereEnds: Uint32Array
  readonly wideOffsets: Uint32Array
  readonly wideFlags: Int32Array
  readonly wideMarks: Uint16Array
}

const firstBucket: number[] = []

/** Group and first occupation of a row, in one number. */
export const keyOf = (store: RowStore, row: number, shape: Shape): number => {
  const offset = store.offsets[row] ?? 0
  shape.bucketsOf(store.words, offset, firstBucket)
  return shape.groupOf(store.words, offset) * 0x10000 + (firstBucket[0] ?? 0)
}
