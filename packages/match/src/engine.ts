import type { Explanation } from '@rolecall/contract/explanation'
import { bounded } from './bounded.ts'
import { createJobs } from './columns/jobs.ts'
import { createPeople } from './columns/people.ts'
import { type PeopleHead, restorePeople, type SavedPeople, savePeople } from './columns/saved-people.ts'
import { bytesOfTable } from './columns/table.ts'
import { createContext } from './columns/terms.ts'
import { idOfFound } from './columns/top.ts'
import { costOfMusts, countFitting, type MustCost } from './count.ts'
import type { Rates } from './currency.ts'
import { explainPair } from './explain.ts'
import type { MatchTaxonomy } from './match-taxonomy.ts'
import type { JobRow, PersonRow } from './rows.ts'
import { createRules } from './rules.ts'
import type { Weights } from './weights.ts'

export type { PeopleHead, SavedPeople } from './columns/saved-people.ts'
/** What a head says of itself: only saved people of this layout are read back. */
export { layoutVersion as peopleLayout } from './columns/saved-table.ts'
export type { JobRow, PersonRow } from './rows.ts'

/** `rank` counts from 1 in the list that it stands in: full fits first, then what misses fewest musts, by score, by id. */
export type Match = {
  readonly personId: string
  readonly jobId: string
  readonly explanation: Explanation
  readonly rank: number
}

/** `limit`: matches at most. `now`: epoch milliseconds. `exclude`: ids of the other side to leave out. */
export type MatchOptions = {
  readonly limit: number
  readonly now: number
  readonly exclude?: ReadonlySet<string>
}

/** What an engine holds, and the bytes of its columns. */
export type EngineSize = { readonly people: number; readonly jobs: number; readonly bytes: number }

/**
 * People and jobs in memory, matched both ways. People are kept as numbers in columns, without what an explanation does not
 * read; jobs are kept as they are beside their columns and must not be changed afterwards. Putting a row replaces the one
 * with its id and shows at once. A person or job may be given by id or as a row that is not (yet) in the engine; an id that
 * is not known has no matches. Of a person's lists the first 255 entries count. Lists hold fits that are `full` or `partial`, never `none`.
 */
export interface MatchEngine {
  putPerson(row: PersonRow): void
  removePerson(id: string): void
  putJob(row: JobRow): void
  removeJob(id: string): void
  /** How many people saw a job: for the price of congestion of each row with the id that does not say it itself. */
  setShown(jobId: string, people: number): void
  jobsFor(person: string | PersonRow, options: MatchOptions): Match[]
  /** `alertsOnly`: people who agreed to be told of new jobs. */
  peopleFor(job: string | JobRow, options: MatchOptions & { readonly alertsOnly?: boolean }): Match[]
  /** The ids alone, in the order of `peopleFor`, for whoever explains later. */
  rankPeople(job: string | JobRow, options: MatchOptions & { readonly alertsOnly?: boolean }): string[]
  /** The same for the jobs of `jobsFor`. */
  rankJobs(person: string | PersonRow, options: MatchOptions): string[]
  explain(person: PersonRow, job: JobRow, now: number): Explanation
  /** Undefined for an id that is not known. */
  explain(person: string | PersonRow, job: string | JobRow, now: number): Explanation | undefined
  /**
   * How many people a draft would suit if it were open: those of whom no must is unmet, unknown ones allowed. Fewer than
   * `peopleFor` lists, which also shows people with something to mend. The draft's own state, end and openings do not count.
   */
  countFor(draft: JobRow): number
  /** What each must of the draft costs: `without` is `countFor` of the draft without it. In the order of the draft. */
  costOfMusts(draft: JobRow): MustCost[]
  /** Goes on with sorting what changed, for well under a millisecond; false when nothing is left. Changes do so by themselves. */
  tidy(): boolean
  size(): EngineSize
  /** Everyone as they stand now, for keeping. */
  savePeople(): SavedPeople
  /** Takes everyone over as they were saved, before anything else is put. @throws RangeError where they do not fit. */
  restorePeople(saved: { readonly head: PeopleHead; readonly bytes: Uint8Array }): void
}

/** `weights`: the usual ones when absent. `rates`: without them, pay in two currencies cannot be compared. */
export const createEngine = (options: {
  readonly taxonomy: MatchTaxonomy
  readonly weights?: Weights
  readonly rates?: Rates
  /** Changes that are looked at one by one before they are sorted in; the usual number when absent. */
  readonly newestRows?: number
}): MatchEngine => {
  const rules = createRules(options)
  const context = createContext(rules)
  const people = createPeople(context, options.newestRows)
  const jobs = createJobs(context, options.newestRows)
  const jobRows = new Map<string, JobRow>()
  const shownOf = new Map<string, number>()
  const counted = (row: JobRow): JobRow => {
    const shown = row.shown ?? shownOf.get(row.id)
    return shown === undefined ? row : { ...row, shown }
  }
  const personOf = (person: string | PersonRow) => (typeof person === 'string' ? people.get(person) : bounded(person))
  const jobOf = (job: string | JobRow) => (typeof job === 'string' ? jobRows.get(job) : counted(job))

  function explain(person: PersonRow, job: JobRow, now: number): Explanation
  function explain(person: string | PersonRow, job: string | JobRow, now: number): Explanation | undefined
  function explain(person: string | PersonRow, job: string | JobRow, now: number): Explanation | undefined {
    const [personRow, jobRow] = [personOf(person), jobOf(job)]
    if (personRow === undefined || jobRow === undefined) return undefined
    return explainPair({ person: personRow, job: jobRow, now }, rules)
  }
  return {
    putPerson: (row) => people.put(bounded(row)),
    removePerson: people.table.remove,
    putJob(given) {
      const row = counted(given)
      jobRows.set(row.id, row)
      jobs.put(row)
    },
    removeJob(id) {
      jobRows.delete(id)
      jobs.table.remove(id)
    },
    setShown(jobId, shown) {
      if (shown > 0) shownOf.set(jobId, shown)
      else shownOf.delete(jobId)
      const row = jobRows.get(jobId)
      if (row === undefined) return
      jobRows.set(jobId, { ...row, shown })
      jobs.put({ ...row, shown })
    },
    explain,
    jobsFor(personOrId, scan) {
      const person = personOf(personOrId)
      if (person === undefined) return []
      return jobs.best(person, scan).flatMap((found, index) => {
        const jobId = idOfFound(found)
        const job = jobRows.get(jobId)
        if (job === undefined) return []
        const explanation = explainPair({ person, job, now: scan.now }, rules)
        return [{ personId: person.id, jobId, explanation, rank: index + 1 }]
      })
    },
    peopleFor(jobOrId, scan) {
      const job = jobOf(jobOrId)
      if (job === undefined) return []
      return people.best(job, scan).map((found, index) => {
        const person = people.rowOf(found)
        const explanation = explainPair({ person, job, now: scan.now }, rules)
        return { personId: person.id, jobId: job.id, explanation, rank: index + 1 }
      })
    },
    rankPeople(jobOrId, scan) {
      const job = jobOf(jobOrId)
      return job === undefined ? [] : people.best(job, scan).map(idOfFound)
    },
    rankJobs(personOrId, scan) {
      const person = personOf(personOrId)
      return person === undefined ? [] : jobs.best(person, scan).map(idOfFound)
    },
    countFor: (draft) => countFitting(people, draft),
    costOfMusts: (draft) => costOfMusts(people, draft),
    tidy: () => people.table.tidy() || jobs.table.tidy(),
    size: () => ({
      people: people.table.size(),
      jobs: jobs.table.size(),
      bytes: bytesOfTable(people.table) + bytesOfTable(jobs.table),
    }),
    savePeople: () => savePeople(people, context.dictionaries),
    restorePeople: (saved) => restorePeople(people, context.dictionaries, saved),
  }
}
