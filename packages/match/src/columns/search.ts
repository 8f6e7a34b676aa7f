import type { Position } from '../geo.ts'
import { type Box, boxAround, columns, contains, floorKm, keyOf } from './cells.ts'
import type { RowStore } from './row-store.ts'
import type { Segment } from './segment.ts'
import type { Table } from './table.ts'

/** Groups of one zone have numbers from 1 + zone × this on. */
export const zoneSize = 2 ** 20

/** Rows of a zone that live within a circle. */
export type Circle = { readonly zone: number; readonly centre: Position; readonly radiusKm: number }

/** Where to look. `circles` absent: everywhere. */
export type Plan = {
  /** Occupations by bucket, nearest first, and how near each is in ten-thousandths; -1 for one that is not looked at. */
  readonly buckets: readonly number[]
  readonly values: Int16Array
  readonly circles?: readonly Circle[] | undefined
}

/** What to do with the rows. They may hold some that a closer look rules out. */
export type Visitor = {
  /** False where nothing so near in occupation and place can matter; said before each part of the scan. */
  enter(bucket: number, occupation: number, km: number): boolean
  /** The part has many rows: in which order of their classes they are best looked at. */
  classes(): readonly number[]
  /** False where no row of a class of this part can matter any more. */
  allows(standing: number): boolean
  classOf(flags: number): number
  /** The marks without which nobody can enter any more; 0 while others can. */
  needs(): number
  /** False where the flags alone rule a row out. */
  passes(flags: number): boolean
  visit(rows: RowStore, offset: number): void
}

/** From so many on, the classes of a part are looked at one by one. */
const manyRows = 96

/** Goes through all sorted rows of a plan, near ones first. */
export const search = (table: Table, plan: Plan, visitor: Visitor): void => {
  for (const segment of table.segments) {
    const { circles } = plan
    for (const bucket of plan.buckets) {
      if (!visitor.enter(bucket, plan.values[bucket] ?? 0, 0)) break
      if (bucket + 1 >= segment.wideStarts.length) continue
      const [start, middle] = [segment.wideStarts[bucket] ?? 0, segment.anywhereEnds[bucket] ?? 0]
      const wide = { offsets: segment.wideOffsets, flags: segment.wideFlags, marks: segment.wideMarks }
      visitEntries(segment, { ...wide, from: start, to: middle }, visitor)
      if (circles !== undefined) continue
      visitEntries(segment, { ...wide, from: middle, to: segment.wideStarts[bucket + 1] ?? 0 }, visitor)
    }
    if (circles === undefined) continue
    for (const { group, km } of groupsWithin(segment, circles)) {
      if (!visitor.enter(-1, plan.values[plan.buckets[0] ?? 0] ?? 0, km)) break
      visitGroup(segment, { group, km }, plan, visitor)
    }
  }
}

/** Goes through the newest rows, which stand in no order. */
export const searchNewest = ({ newest }: Table, visitor: Visitor): void => {
  visitor.enter(-1, 10_000, 0)
  for (let row = 0; row < newest.count; row += 1) {
    const offset = newest.offsets[row] ?? 0
    const flags = newest.words[offset] ?? 0
    if (flags >= 0 && visitor.passes(flags)) visitor.visit(newest, offset)
  }
}

/** Entries of one occupation, which stand by class. */
type Entries = {
  readonly offsets: Uint32Array
  readonly flags: Int32Array
  readonly marks: Uint16Array
  readonly from: number
  readonly to: number
}

const visitEntries = (segment: Segment, entries: Entries, visitor: Visitor): void => {
  const { flags, from, to } = entries
  if (to - from < manyRows) {
    visitRun(segment, entries, visitor)
    return
  }
  const classOf = (entry: number) => visitor.classOf(flags[entry] ?? 0)
  for (const standing of visitor.classes()) {
    if (!visitor.allows(standing)) return
    const start = firstWhere(from, to, (entry) => classOf(entry) >= standing)
    if (start === to || classOf(start) !== standing) continue
    visitRun(
      segment,
      { ...entries, from: start, to: firstWhere(start, to, (entry) => classOf(entry) > standing) },
      visitor,
    )
  }
}

const visitRun = (segment: Segment, { offsets, flags, marks, from, to }: Entries, visitor: Visitor): void => {
  const { words } = segment
  let needs = visitor.needs()
  for (let entry = from; entry < to; entry += 1) {
    if (((marks[entry] ?? 0) & needs) !== needs) continue
    if (!visitor.passes(flags[entry] ?? 0)) continue
    const offset = offsets[entry] ?? 0
    if ((words[offset] ?? 0) < 0) continue
    visitor.visit(segment, offset)
    needs = visitor.needs()
  }
}

type Near = { readonly group: number; readonly km: number }

const visitGroup = (segment: Segment, { group, km }: Near, plan: Plan, visitor: Visitor): void => {
  const { cellBuckets } = segment
  const cells = { offsets: segment.cellOffsets, flags: segment.cellFlags, marks: segment.cellMarks }
  const [start, end] = [segment.groupStarts[group] ?? 0, segment.groupStarts[group + 1] ?? 0]
  if (end - start <= 8 * plan.buckets.length) {
    for (let entry = start; entry < end; entry += 1) {
      const bucket = cellBuckets[entry] ?? 0
      const value = bucket < plan.values.length ? (plan.values[bucket] ?? 0) : -1
      if (value >= 0 && visitor.enter(bucket, value, km))
        visitRun(segment, { ...cells, from: entry, to: entry + 1 }, visitor)
    }
    return
  }
  for (const bucket of plan.buckets) {
    if (!visitor.enter(bucket, plan.values[bucket] ?? 0, km)) return
    const from = firstOf(cellBuckets, bucket, { start, end })
    if (from === end || cellBuckets[from] !== bucket) continue
    let to = from + 1
    for (let step = 1; to < end && cellBuckets[to] === bucket; step *= 2) to += step
    to = firstOf(cellBuckets, bucket + 1, { start: from, end: Math.min(to, end) })
    visitEntries(segment, { ...cells, from, to }, visitor)
  }
}

/** The first place at which the sorted column is not less than the value. */
const firstOf = (
  column: ArrayLike<number>,
  value: number,
  { start, end }: { readonly start: number; readonly end: number },
): number => firstWhere(start, end, (index) => (column[index] ?? 0) >= value)

/** The first index from which on it holds; `end` where it does not. */
const firstWhere = (start: number, end: number, holds: (index: number) => boolean): number => {
  let [low, high] = [start, end]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

const groupsWithin = (segment: Segment, circles: readonly Circle[]): readonly Near[] => {
  const found: Near[] = []
  for (const { zone, centre, radiusKm } of circles) {
    const first = 1 + zone * zoneSize
    for (const group of groupsIn(segment, first, boxAround(centre, radiusKm))) {
      const km = floorKm(centre, (segment.groups[group] ?? 0) - first)
      if (km <= radiusKm) found.push({ group, km })
    }
  }
  return found.sort((a, b) => a.km - b.km)
}

/** The groups whose cells a box holds: by cells, or through all groups where the box has more cells than there are. */
const groupsIn = ({ groups }: Segment, first: number, box: Box): readonly number[] => {
  const found: number[] = []
  const take = (from: number, to: number) => {
    const start = firstOf(groups, from, { start: 0, end: groups.length })
    for (let group = start; group < groups.length && (groups[group] ?? 0) <= to; group += 1)
      if (contains(box, (groups[group] ?? 0) - first)) found.push(group)
  }
  if (box.lastRow - box.firstRow > 200) {
    take(first, first + zoneSize - 1)
    return found
  }
  for (let row = box.firstRow; row <= box.lastRow; row += 1) {
    const start = first + keyOf(row, 0)
    const lastColumn = box.firstColumn + box.width - 1
    if (box.width >= columns) take(start, start + columns - 1)
    else {
      take(start + box.firstColumn, start + Math.min(lastColumn, columns - 1))
      if (lastColumn >= columns) take(start, start + (lastColumn - columns))
    }
  }
  return found
}
