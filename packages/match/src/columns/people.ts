import type { JobRow, PersonRow } from '../rows.ts'
import { createGate } from './gate.ts'
import { encodeJob } from './job-record.ts'
import { bestVisitor, missVisitor } from './people-scan.ts'
import { circlesOf, peopleShape, planOf } from './people-shape.ts'
import { decodePerson, encodePerson } from './person-record.ts'
import { originAt } from './quick-distance.ts'
import { search, searchNewest, type Visitor } from './search.ts'
import { createTable, type Table } from './table.ts'
import { type Context, createTerms, loadTerms, recencyOf } from './terms.ts'
import { createTop, type Found, idOfFound } from './top.ts'
import { createTrial, type Trial } from './trial.ts'

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

export const createPeople = (context: Context, newestRows?: number): People => {
  const table = createTable(peopleShape, newestRows)
  const terms = createTerms()
  const gate = createGate()
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
    rowOf: (found) => decodePerson(found.rows.words, found.offset, { id: idOfFound(found), dictionaries }),
    best(job, { limit, now, exclude, alertsOnly = false }) {
      const trial = trialFor(job, now)
      trial.alertsOnly = alertsOnly
      const top = createTop(limit, exclude)
      if (!terms.active || limit <= 0) return []
      look(job, bestVisitor(trial, top, { gate, context }))
      return top.best()
    },
    eachWithOneMiss(job, tell) {
      const trial = trialFor(job, 0)
      trial.mostToMend = 1
      look(job, missVisitor(trial, tell, context))
    },
  }
}
