import { positionOf, stepsPerDegree } from '../geo.ts'
import type { JobRow, PersonRow } from '../rows.ts'
import { cellOf } from './cells.ts'
import * as code from './codes.ts'
import { evaluate, experienceValues } from './evaluate.ts'
import { aimAt, createGate, type Gate, mayHold, mayHoldJob, openGate, setBest, setKind, tighten } from './gate.ts'
import { encodeJob, job } from './job-record.ts'
import type { ScanOptions } from './people.ts'
import { widestKm } from './people-shape.ts'
import { encodePerson, listsOf, person } from './person-record.ts'
import { originAt } from './quick-distance.ts'
import { type Circle, type Plan, search, searchNewest, type Visitor } from './search.ts'
import type { Shape } from './segment.ts'
import { manySkills } from './skill-set.ts'
import { spotOf } from './spots.ts'
import { createTable, type Table } from './table.ts'
import { type Context, createTerms, dayMs, loadTerms } from './terms.ts'
import { createTop, type Found } from './top.ts'
import { bucketOf, createTrial } from './trial.ts'
import { readDouble } from './words.ts'

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
  let near: Int16Array<ArrayBuffer> = new Int16Array(0)
  const { dictionaries, rules } = context
  return {
    table,
    put: (row) => table.put(row.id, encodeJob(row, dictionaries, rules.weights.congestion)),
    best(row, { limit, now, exclude }) {
      if (!row.active || limit <= 0) return []
      const words = encodePerson(row, dictionaries)
      const origin = originAt(words[person.latitude] ?? 0, words[person.longitude] ?? 0)
      const trial = createTrial({ terms, now, origin, fromPerson: true, mostToMend: rules.weights.mostToMend })
      trial.near = near = grown(near, dictionaries.occupations.size())
      const top = createTop(limit, exclude)
      const works = worksOf(words, context)
      openForPerson(gate, words[0] ?? 0, context)
      const lacksWork = works.length === 0
      const lacksTimes = ((words[0] ?? 0) & code.timesSaid) === 0
      const visitor: Visitor = {
        gate,
        classes: () => undefined,
        enter(_, occupation, km) {
          gate.partial = lacksWork || lacksTimes
          aimAt(gate, occupation, context)
          tighten(gate, top.limit, context)
          return mayHold(gate, Math.round(km))
        },
        passes: passesFor(words[0] ?? 0),
        visit(rows, offset, km) {
          const price = rows.words[offset + job.price] ?? 0
          const recency = recencyAtMost(readDouble(rows.words, offset + job.publishedAt), now, context)
          if (!mayHoldJob(gate, { km, price, recency }, context)) return
          loadTerms(terms, rows.words, offset, now)
          if (!terms.active) return
          for (const { occupation, values } of works) trial.near[occupation] = values[terms.occupation] ?? 0
          trial.limit = top.limit
          trial.floorKm = km
          const place = evaluate(trial, words, 0, context)
          if (place > top.limit) return
          top.offer(place, rows, offset)
          if (top.limit < trial.limit) tighten(gate, top.limit, context)
        },
      }
      searchNewest(table, visitor)
      search(table, planOf(works, circlesOf(row), context), visitor)
      return top.best()
    },
  }
}

/** In ten-thousandths, from a table by whole days. */
const recencyAtMost = (publishedAt: number, now: number, { recencyValues }: Context): number => {
  const days = Math.floor(Math.max(0, now - publishedAt) / dayMs)
  return days < recencyValues.length ? (recencyValues[days] ?? 0) : 0
}

const grown = (column: Int16Array<ArrayBuffer>, length: number): Int16Array<ArrayBuffer> =>
  column.length >= length ? column : new Int16Array(2 * length)

/** What a person's flags allow them in any job: who named no skill and did no work has none, where skills are asked for. */
const openForPerson = (gate: Gate, flags: number, context: Context): void => {
  const longest = (flags >> code.experienceShift) & 3
  const said = (flags >> code.skillsShift) & manySkills
  const open = { flags: code.activeBit, without: flags & code.remoteBit, marks: 0 }
  const lacking = (flags & code.timesSaid) === 0 ? 0 : code.timesMask & ~flags
  openGate(gate, { open, full: { ...open, without: open.without | lacking } })
  gate.kmToPerson = context.distances.toPerson
  gate.kmToJob = context.distances.toJob
  const most = {
    skills: said === 0 && longest < 2 ? 5000 : 10_000,
    experience: experienceValues[longest === 1 ? 0 : longest] ?? 0,
    pay: (flags & code.payBit) === 0 ? 5000 : 10_000,
    recency: 10_000,
    distance: 0,
  }
  setKind(gate, 0, most, context)
  setBest(gate, 1)
}

/** What can be seen by both sides' flags alone. */
const passesFor = (flags: number): Visitor['passes'] => {
  const employment = (flags >> code.employmentShift) & 0x3f
  const can = (flags & code.timesSaid) === 0 ? code.timesMask : flags
  return (job) => {
    if ((job & code.activeBit) === 0 || (job & flags & code.remoteBit) !== 0) return false
    if (employment !== 0 && ((job >> code.employmentShift) & employment) === 0) return false
    const lacking = job & code.timesMask & ~can
    return lacking === 0 || (lacking <= 0x7f && (lacking & (lacking - 1)) === 0)
  }
}

type Work = { readonly occupation: number; readonly values: Int16Array; readonly near: readonly number[] }

const worksOf = (words: Int32Array, context: Context): readonly Work[] => {
  const lists = listsOf(words[0] ?? 0, 0)
  const count = (words[person.counts] ?? 0) & 0xff
  return [...new Set([...words.subarray(lists, lists + count)].map((word) => word >> 2))].map((occupation) => ({
    occupation,
    ...context.nearness(occupation),
  }))
}

const planOf = (works: readonly Work[], circles: Plan['circles'], { dictionaries }: Context): Plan => {
  const size = Math.min(0x10000, dictionaries.occupations.size())
  const values = new Int16Array(size).fill(works.length === 0 ? 0 : -1)
  for (const { values: near, near: numbers } of works)
    for (const number of numbers) values[bucketOf(number)] = Math.max(values[bucketOf(number)] ?? 0, near[number] ?? 0)
  const buckets = [...values.keys()].filter((bucket) => (values[bucket] ?? 0) >= 0)
  return { buckets: buckets.toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b), values, circles }
}

const circlesOf = ({ profile }: PersonRow): readonly Circle[] | undefined => {
  const centre = positionOf(profile.place)
  if (centre === undefined || profile.reachKm > widestKm) return undefined
  return [{ zone: 0, centre, radiusKm: profile.reachKm }]
}

const shape: Shape = {
  classOf: () => 0,
  marksOf: () => 0,
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
