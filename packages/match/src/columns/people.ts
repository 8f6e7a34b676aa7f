import { positionOf, stepsPerDegree } from '../geo.ts'
import type { JobRow, PersonRow } from '../rows.ts'
import { cellOf } from './cells.ts'
import { bucketOf, createTrial, firstUnmet, flagsRuleOut, standsFor, type Trial } from './checks.ts'
import * as code from './codes.ts'
import { bestWithin, evaluate, kmWithin, setCeilings } from './evaluate.ts'
import { encodeJob } from './job-record.ts'
import { decodePerson, encodePerson, listsOf, person } from './person-record.ts'
import { originAt } from './quick-distance.ts'
import { idOf } from './row-store.ts'
import { type Circle, type Plan, search, searchNewest, type Visitor, zoneSize } from './search.ts'
import type { Shape } from './segment.ts'
import { createTable, type Table } from './table.ts'
import { type Context, createTerms, loadTerms, recencyOf } from './terms.ts'
import { createTop, type Found } from './top.ts'

/** People in columns. */
export type People = {
  readonly table: Table
  put(row: PersonRow): void
  get(id: string): PersonRow | undefined
  /** The best for a job, in order. */
  best(job: JobRow, options: ScanOptions): readonly Found[]
  rowOf(found: Found): PersonRow
  /** For everyone who is not ruled out: the index of the only must that they miss, -1 where they miss none. */
  eachWithOneMiss(job: JobRow, tell: (requirementIndex: number) => void): void
}

export type ScanOptions = {
  readonly limit: number
  readonly now: number
  readonly exclude?: ReadonlySet<string> | undefined
  readonly alertsOnly?: boolean | undefined
}

/** Who travels farther than the last of these is found from anywhere. Kilometres. */
const zones = [50, 200] as const

export const createPeople = (context: Context, newestRows?: number): People => {
  const table = createTable(shape, newestRows)
  const terms = createTerms()
  const { dictionaries } = context

  const trialFor = (job: JobRow, now: number): Trial => {
    loadTerms(terms, encodeJob(job, dictionaries, context.rules.weights.congestion), 0, now)
    const { rules } = context
    terms.recency = recencyOf(terms.publishedAt, now, rules.weights.recencyHalfDays)
    const origin = originAt(terms.words[terms.place] ?? 0, terms.words[terms.place + 1] ?? 0)
    const trial = createTrial({ terms, now, origin, fromPerson: false, mostToMend: rules.weights.mostToMend })
    trial.near = context.nearness(terms.occupation).values
    return trial
  }
  const look = (job: JobRow, visitor: Visitor) => {
    const { near, values } = context.nearness(terms.occupation)
    const circles = circlesOf(job)
    searchNewest(table, visitor)
    search(table, planOf(near, values, circles), visitor)
    search(table, { buckets: [0], values: Int16Array.of(0), circles }, visitor)
  }
  return {
    table,
    put: (row) => table.put(row.id, encodePerson(row, dictionaries)),
    get(id) {
      const found = table.find(id)
      return found && decodePerson(found.rows.words, found.rows.offsets[found.row] ?? 0, { id, dictionaries })
    },
    rowOf: ({ rows, row }) => decodePerson(rows.words, rows.offsets[row] ?? 0, { id: idOf(rows, row), dictionaries }),
    best(job, { limit, now, exclude, alertsOnly = false }) {
      const trial = trialFor(job, now)
      trial.alertsOnly = alertsOnly
      const top = createTop(limit, exclude)
      if (!terms.active || limit <= 0) return []
      look(job, {
        enter(bucket, occupation, km) {
          trial.bucket = bucket
          trial.floorKm = Math.round(km)
          trial.nearest = occupation
          trial.limit = top.limit
          return (
            !isFull(top.limit) ||
            bestWithin(trial, { occupation, km: trial.floorKm, unknown: bucket === 0, ...anyone }, context) <= top.limit
          )
        },
        classes: () => setCeilings(trial, context),
        allows: (standing) => (trial.ceilings[standing] ?? 0) <= top.limit,
        classOf: shape.classOf,
        passes: (flags) => !flagsRuleOut(trial, flags),
        visit(rows, row) {
          trial.limit = top.limit
          const place = evaluate(trial, rows.words, rows.offsets[row] ?? 0, context)
          if (place <= top.limit) top.offer(place, rows, row)
        },
      })
      return top.best()
    },
    eachWithOneMiss(job, tell) {
      const trial = trialFor(job, 0)
      trial.mostToMend = 1
      look(job, {
        enter(bucket) {
          trial.bucket = bucket
          return true
        },
        ...looksAtAll,
        passes: (flags) => !flagsRuleOut(trial, flags),
        visit({ words, offsets }, row) {
          const offset = offsets[row] ?? 0
          if (!standsFor(trial, words, offset, context) || kmWithin(trial, words, offset) === -2) return
          const unmet = trial.missed === 0 ? -1 : firstUnmet(trial, words, offset)
          // The one miss may be a day of the week, which is not a requirement.
          if (trial.missed === 0 || unmet >= 0) tell(unmet)
        },
      })
    },
  }
}

/** All classes, in any order. */
export const looksAtAll = {
  classes: () => [...Array(32).keys()],
  allows: () => true,
  classOf: (flags: number) => (flags >> code.experienceShift) & 0x1f,
}

/** The most that flags can say of experience and skills. */
const anyone = { longest: 3, skills: 10_000 } as const

export const isFull = (limit: number): boolean => limit < 0x7ffffffe

const planOf = (near: readonly number[], values: Int16Array, circles: Plan['circles']): Plan => {
  if (values.length <= 0xffff) return { buckets: near, values, circles }
  const [buckets, byBucket] = [new Set(near.map(bucketOf)), values.slice(0, 0x10000)]
  const last = near.find((number) => number >= 0xffff)
  byBucket[0xffff] = last === undefined ? -1 : (values[last] ?? 0)
  return { buckets: [...buckets], values: byBucket, circles }
}

/** Remote work without a narrow reach, and a place that is not known, may be for anybody. */
const circlesOf = ({ posting }: JobRow): readonly Circle[] | undefined => {
  const centre = positionOf(posting.place)
  const reachKm = posting.reachKm ?? Number.POSITIVE_INFINITY
  if (centre === undefined || (posting.remote && reachKm > widestKm)) return undefined
  return zones.map((zoneKm, zone) => ({
    zone,
    centre,
    radiusKm: posting.remote ? reachKm : Math.min(zoneKm, reachKm),
  }))
}

/** Beyond it, going by occupation alone is as good as going by cells. */
export const widestKm = 400

const shape: Shape = {
  classOf: (flags) => (flags >> code.experienceShift) & 0x1f,
  groupOf(words, offset) {
    if (((words[offset] ?? 0) & code.placedBit) === 0) return 0
    const zone = zones.findIndex((zoneKm) => (words[offset + person.reach] ?? 0) <= zoneKm * 1000)
    if (zone < 0) return 0
    return (
      1 +
      zone * zoneSize +
      cellOf({
        latitude: (words[offset + person.latitude] ?? 0) / stepsPerDegree,
        longitude: (words[offset + person.longitude] ?? 0) / stepsPerDegree,
      })
    )
  },
  bucketsOf(words, offset, buckets) {
    const count = (words[offset + person.counts] ?? 0) & 0xff
    buckets[0] = 0
    if (count === 0) return 1
    const lists = listsOf(words[offset] ?? 0, offset)
    let found = 0
    for (let index = lists; index < lists + count; index += 1) {
      const bucket = bucketOf((words[index] ?? 0) >> 2)
      let seen = false
      for (let other = 0; other < found; other += 1) if (buckets[other] === bucket) seen = true
      if (!seen) buckets[found++] = bucket
    }
    return found
  },
}
