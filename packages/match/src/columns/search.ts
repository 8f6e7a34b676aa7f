import type { Position } from '../geo.ts'
import { type Box, boxAround, columns, contains, floorKm, keyOf } from './cells.ts'
import { classOf, placedBit } from './codes.ts'
import { type Gate, mayHoldClass, mayPass } from './gate.ts'
import type { RowStore } from './row-store.ts'
import type { Segment } from './segment.ts'
import { createSight, lookAt, type Sight, spotKm } from './spots.ts'
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
  /** All occupations there are, each as near as the others. */
  readonly everything?: boolean
}

/** What to do with the rows. They may hold some that a closer look rules out. */
export type Visitor = {
  /** What entries must show; it may close while rows are visited. */
  readonly gate: Gate
  /** False where nothing so near in occupation and place can matter; said before each part of the scan. `bucket`: -1 for all. */
  enter(bucket: number, occupation: number, km: number): boolean
  /** In which order classes are best looked at; undefined where there are none, or any order will do. */
  classes(): readonly number[] | undefined
  /** False where a first look at a record that stands in no order rules it out. */
  mayFit(words: Int32Array, offset: number): boolean
  /** False where what stands beside an entry rules its row out. `km`: whole kilometres, no more than the row is away. */
  passes(flags: number, marks: number, km: number): boolean
  visit(rows: RowStore, offset: number, km: number): void
}

/** From so many on, the classes of a part are looked at one by one. */
const manyRows = 96

/**
 * Goes through all sorted rows of a plan, near ones first, and after those within reach the ones that are found from
 * anywhere: the list is then so full that few of them are looked up.
 */
export const search = (table: Table, plan: Plan, visitor: Visitor): void => {
  const [first = 0] = plan.buckets
  const best = plan.values[first] ?? 0
  if (plan.buckets.length === 0 || !visitor.enter(first, best, 0)) return
  const { circles } = plan
  if (circles !== undefined)
    for (const segment of table.segments) {
      const look = lookInCells(segment, visitor)
      for (const { group, km, circle } of groupsWithin(segment, circles)) {
        if (!visitor.enter(plan.everything === true ? -1 : first, best, km)) break
        look.km = Math.round(km)
        lookAt(look.sight, circle.centre, (segment.groups[group] ?? 0) - 1 - circle.zone * zoneSize)
        visitGroup(look, group, plan)
      }
    }
  for (const segment of table.segments) visitWide(lookInAll(segment, visitor), plan)
}

/** Goes through the newest rows, which stand in no order. */
export const searchNewest = ({ newest }: Table, visitor: Visitor): void => {
  visitor.enter(-1, 10_000, 0)
  for (let row = 0; row < newest.count; row += 1) {
    const offset = newest.offsets[row] ?? 0
    const flags = newest.words[offset] ?? 0
    if (flags >= 0 && visitor.mayFit(newest.words, offset)) visitor.visit(newest, offset, 0)
  }
}

/** One order of a segment's entries, and from where it is looked at. */
type Look = {
  readonly segment: Segment
  readonly visitor: Visitor
  readonly offsets: Uint32Array
  readonly flags: Int32Array
  readonly marks: Uint16Array
  /** Absent where the order is not by cells. */
  readonly spots: Uint16Array | undefined
  readonly sight: Sight
  /** Whole kilometres, no more than any entry is away. */
  km: number
}

const lookInCells = (segment: Segment, visitor: Visitor): Look => ({
  segment,
  visitor,
  offsets: segment.cellOffsets,
  flags: segment.cellFlags,
  marks: segment.cellMarks,
  spots: segment.cellSpots,
  sight: createSight(),
  km: 0,
})

const lookInAll = (segment: Segment, visitor: Visitor): Look => ({
  segment,
  visitor,
  offsets: segment.wideOffsets,
  flags: segment.wideFlags,
  marks: segment.wideMarks,
  spots: undefined,
  sight: createSight(),
  km: 0,
})

const visitWide = (look: Look, { buckets, values, circles }: Plan): void => {
  const { segment, visitor } = look
  for (const bucket of buckets) {
    if (!visitor.enter(bucket, values[bucket] ?? 0, 0)) break
    if (bucket + 1 >= segment.wideStarts.length) continue
    const [start, middle] = [segment.wideStarts[bucket] ?? 0, segment.anywhereEnds[bucket] ?? 0]
    visitEntries(look, start, middle)
    if (circles === undefined) visitEntries(look, middle, segment.wideStarts[bucket + 1] ?? 0)
  }
}

/** Entries of one occupation, which stand by class. */
const visitEntries = (look: Look, from: number, to: number): void => {
  const { flags, visitor } = look
  const classes = to - from < manyRows ? undefined : visitor.classes()
  if (classes === undefined) {
    visitRun(look, from, to)
    return
  }
  for (const standing of classes) {
    if (!mayHoldClass(visitor.gate, standing, look.km)) continue
    const start = firstOfClass(flags, standing, { from, to })
    if (start === to || classOf(flags[start] ?? 0) !== standing) continue
    visitRun(look, start, firstOfClass(flags, standing + 1, { from: start, to }))
  }
}

const visitRun = (look: Look, from: number, to: number): void => {
  const { offsets, flags, marks, spots, sight, visitor, segment } = look
  const { words } = segment
  const { gate } = visitor
  for (let entry = from; entry < to; entry += 1) {
    const said = flags[entry] ?? 0
    const mark = marks[entry] ?? 0
    const unplaced = (said & placedBit) === 0
    const km = spots !== undefined ? spotKm(sight, spots[entry] ?? 0) : unplaced ? gate.unplacedKm : look.km
    if (!mayPass(gate, { flags: said, marks: mark, km }) || !visitor.passes(said, mark, km)) continue
    const offset = offsets[entry] ?? 0
    if ((words[offset] ?? 0) >= 0) visitor.visit(segment, offset, km)
  }
}

const visitGroup = (look: Look, group: number, plan: Plan): void => {
  const { segment, visitor, km } = look
  const { cellBuckets } = segment
  const [start, end] = [segment.groupStarts[group] ?? 0, segment.groupStarts[group + 1] ?? 0]
  if (plan.everything === true) {
    visitRun(look, start, end)
    return
  }
  if (end - start <= 8 * plan.buckets.length) {
    for (let entry = start; entry < end; entry += 1) {
      const bucket = cellBuckets[entry] ?? 0
      const value = bucket < plan.values.length ? (plan.values[bucket] ?? 0) : -1
      if (value >= 0 && visitor.enter(bucket, value, km)) visitRun(look, entry, entry + 1)
    }
    return
  }
  for (const bucket of plan.buckets) {
    if (!visitor.enter(bucket, plan.values[bucket] ?? 0, km)) return
    const from = firstOf(cellBuckets, bucket, { from: start, to: end })
    if (from === end || cellBuckets[from] !== bucket) continue
    let to = from + 1
    for (let step = 1; to < end && cellBuckets[to] === bucket; step *= 2) to += step
    visitEntries(look, from, firstOf(cellBuckets, bucket + 1, { from, to: Math.min(to, end) }))
  }
}

type Range = { readonly from: number; readonly to: number }

/** The first place at which the sorted column is not less than the value. */
const firstOf = (column: ArrayLike<number>, value: number, { from, to }: Range): number => {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((column[middle] ?? 0) >= value) high = middle
    else low = middle + 1
  }
  return low
}

/** The same for flags, which stand by class. */
const firstOfClass = (flags: Int32Array, standing: number, { from, to }: Range): number => {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >> 1
    if (classOf(flags[middle] ?? 0) >= standing) high = middle
    else low = middle + 1
  }
  return low
}

type Near = { readonly group: number; readonly km: number; readonly circle: Circle }

const groupsWithin = (segment: Segment, circles: readonly Circle[]): readonly Near[] => {
  const found: Near[] = []
  for (const circle of circles) {
    const { zone, centre, radiusKm } = circle
    const first = 1 + zone * zoneSize
    for (const group of groupsIn(segment, first, boxAround(centre, radiusKm))) {
      const km = floorKm(centre, (segment.groups[group] ?? 0) - first)
      if (km <= radiusKm) found.push({ group, km, circle })
    }
  }
  return found.sort((a, b) => a.km - b.km)
}

/** The groups whose cells a box holds: by cells, or through all groups where the box has more cells than there are. */
const groupsIn = ({ groups }: Segment, first: number, box: Box): readonly number[] => {
  const found: number[] = []
  const take = (from: number, to: number) => {
    const start = firstOf(groups, from, { from: 0, to: groups.length })
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
