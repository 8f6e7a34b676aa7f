import { positionOf, stepsPerDegree } from '../geo.ts'
import type { JobRow, PersonRow } from '../rows.ts'
import { tiltOf } from '../tilt.ts'
import { cellOf } from './cells.ts'
import * as code from './codes.ts'
import { createGate } from './gate.ts'
import { jobMarksOf } from './job-marks.ts'
import { encodeJob, job } from './job-record.ts'
import { jobsVisitor, type Work } from './jobs-scan.ts'
import type { ScanOptions } from './people.ts'
import { widestKm } from './people-shape.ts'
import { encodePerson, listsOf, person } from './person-record.ts'
import { originAt } from './quick-distance.ts'
import { type Circle, type Plan, search, searchNewest } from './search.ts'
import type { Shape } from './segment.ts'
import { createSetsInUse, createSkillValues } from './skill-values.ts'
import { spotOf } from './spots.ts'
import { createTable, type Table } from './table.ts'
import { type Context, createTerms } from './terms.ts'
import { createTop, type Found } from './top.ts'
import { bucketOf, createTrial } from './trial.ts'

/** Jobs in columns. */
export type Jobs = {
  readonly table: Table
  put(row: JobRow): void
  /** The best for a person, in order. */
  best(person: PersonRow, options: ScanOptions): readonly Found[]
}

export const createJobs = (context: Context, newestRows?: number): Jobs => {
  const table = createTable(shape, newestRows)
  const terms = createTerms()
  const gate = createGate()
  // Filled in a scan for the works of its person, and read for them alone.
  let near: Int16Array<ArrayBuffer> = new Int16Array(0)
  const skills = createSkillValues()
  const sets = createSetsInUse()
  const { dictionaries, rules } = context
  return {
    table,
    put(row) {
      const tilt = tiltOf(row.posting)
      if (!context.tilts.includes(tilt)) context.tilts.push(tilt)
      const words = encodeJob(row, dictionaries, rules.weights.congestion)
      sets.add(bucketOf(words[job.occupation] ?? 0), words[job.skillSet] ?? 0)
      table.put(row.id, words)
    },
    best(row, { limit, now, exclude }) {
      if (!row.active || limit <= 0) return []
      const words = encodePerson(row, dictionaries)
      const origin = originAt(words[person.latitude] ?? 0, words[person.longitude] ?? 0)
      const trial = createTrial({ terms, now, origin, fromPerson: true, mostToMend: rules.weights.mostToMend })
      trial.near = near = grown(near, dictionaries.occupations.size())
      const top = createTop(limit, exclude)
      const works = worksOf(words, context)
      skills.begin()
      const plan = planOf(works, circlesOf(row), context)
      const visitor = jobsVisitor(trial, top, { gate, context, words, works, plan, skills, setsOf: sets.of })
      searchNewest(table, visitor)
      search(table, plan, visitor)
      return top.best()
    },
  }
}

const grown = (column: Int16Array<ArrayBuffer>, length: number): Int16Array<ArrayBuffer> =>
  column.length >= length ? column : new Int16Array(2 * length)

const worksOf = (words: Int32Array, context: Context): readonly Work[] => {
  const lists = listsOf(words[0] ?? 0, 0)
  const count = (words[person.counts] ?? 0) & 0xff
  return [...new Set([...words.subarray(lists, lists + count)].map((word) => word >> 2))].map((occupation) => ({
    occupation,
    ...context.nearness(occupation),
  }))
}

/** The occupations near to any of the works; all of them for someone who named none. */
const planOf = (works: readonly Work[], circles: Plan['circles'], { dictionaries }: Context): Plan => {
  const size = Math.min(0x10000, dictionaries.occupations.size())
  if (works.length === 0) {
    const values = new Int16Array(size)
    return { buckets: [...values.keys()], values, circles, everything: true }
  }
  const values = new Int16Array(size).fill(-1)
  const buckets: number[] = []
  for (const { values: near, near: numbers } of works)
    for (const number of numbers) {
      const bucket = bucketOf(number)
      if ((values[bucket] ?? 0) < 0) buckets.push(bucket)
      values[bucket] = Math.max(values[bucket] ?? 0, near[number] ?? 0)
    }
  buckets.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b)
  return { buckets, values, circles }
}

const circlesOf = ({ profile }: PersonRow): readonly Circle[] | undefined => {
  const centre = positionOf(profile.place)
  if (centre === undefined || profile.reachKm > widestKm) return undefined
  return [{ zone: 0, centre, radiusKm: profile.reachKm }]
}

const shape: Shape = {
  classOf: () => 0,
  marksOf: jobMarksOf,
  spotOf: (words, offset) => spotOf(words[offset + job.latitude] ?? 0, words[offset + job.longitude] ?? 0),
  groupOf(words, offset) {
    const flags = words[offset] ?? 0
    if ((flags & code.placedBit) === 0 || (flags & code.remoteBit) !== 0) return 0
    return (
      1 +
      cellOf({
        latitude: (words[offset + job.latitude] ?? 0) / stepsPerDegree,
        longitude: (words[offset + job.longitude] ?? 0) / stepsPerDegree,
      })
    )
  },
  bucketsOf(words, offset, buckets) {
    buckets[0] = bucketOf(words[offset + job.occupation] ?? 0)
    return 1
  },
}
