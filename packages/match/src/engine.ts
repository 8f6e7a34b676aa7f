import type { Explanation } from '@rolecall/contract/explanation'
import { mayFit } from './constraints.ts'
import { costOfMusts, countFitting, type MustCost } from './count.ts'
import type { Rates } from './currency.ts'
import { explainPair } from './explain.ts'
import { createJobIndex } from './job-index.ts'
import { createPersonIndex } from './person-index.ts'
import type { JobRow, Pair, PersonRow } from './rows.ts'
import { createRules, type MatchTaxonomy, type Rules } from './rules.ts'
import type { Weights } from './weights.ts'

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

/**
 * People and jobs in memory, matched both ways. Rows are taken as they are and must not be changed afterwards; putting
 * a row replaces the one with its id. A person or job may be given by id or as a row that is not (yet) in the engine;
 * an id that is not known has no matches. Lists hold fits that are `full` or `partial`, never `none`.
 */
export interface MatchEngine {
  putPerson(row: PersonRow): void
  removePerson(id: string): void
  putJob(row: JobRow): void
  removeJob(id: string): void
  jobsFor(person: string | PersonRow, options: MatchOptions): Match[]
  /** `alertsOnly`: people who agreed to be told of new jobs. */
  peopleFor(job: string | JobRow, options: MatchOptions & { readonly alertsOnly?: boolean }): Match[]
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
}

/** `weights`: the usual ones when absent. `rates`: without them, pay in two currencies cannot be compared. */
export const createEngine = (options: {
  readonly taxonomy: MatchTaxonomy
  readonly weights?: Weights
  readonly rates?: Rates
}): MatchEngine => {
  const rules = createRules(options)
  const people = createPersonIndex()
  const jobs = createJobIndex()
  const personOf = (person: string | PersonRow) => (typeof person === 'string' ? people.get(person) : person)
  const jobOf = (job: string | JobRow) => (typeof job === 'string' ? jobs.get(job) : job)

  function explain(person: PersonRow, job: JobRow, now: number): Explanation
  function explain(person: string | PersonRow, job: string | JobRow, now: number): Explanation | undefined
  function explain(person: string | PersonRow, job: string | JobRow, now: number): Explanation | undefined {
    const [personRow, jobRow] = [personOf(person), jobOf(job)]
    if (personRow === undefined || jobRow === undefined) return undefined
    return explainPair({ person: personRow, job: jobRow, now }, rules)
  }
  return {
    putPerson: people.put,
    removePerson: people.remove,
    putJob: jobs.put,
    removeJob: jobs.remove,
    explain,
    jobsFor(personOrId, { limit, now, exclude }) {
      const person = personOf(personOrId)
      if (person === undefined) return []
      const found: Match[] = []
      for (const job of jobs.around(person.profile))
        if (exclude?.has(job.id) !== true) addMatch(found, { person, job, now }, rules)
      return best(found, limit, ({ jobId }) => jobId)
    },
    peopleFor(jobOrId, { limit, now, exclude, alertsOnly = false }) {
      const job = jobOf(jobOrId)
      if (job === undefined) return []
      const found: Match[] = []
      for (const person of people.around(job.posting))
        if (exclude?.has(person.id) !== true && (person.alerts || !alertsOnly))
          addMatch(found, { person, job, now }, rules)
      return best(found, limit, ({ personId }) => personId)
    },
    countFor: (draft) => countFitting(people.around(draft.posting), draft, rules),
    costOfMusts: (draft) => costOfMusts(people.around(draft.posting), draft, rules),
  }
}

const addMatch = (found: Match[], pair: Pair, rules: Rules): void => {
  if (!mayFit(pair, rules)) return
  const explanation = explainPair(pair, rules)
  if (explanation.fit !== 'none') found.push({ personId: pair.person.id, jobId: pair.job.id, explanation, rank: 0 })
}

/** What is only not said yet may turn out to be met, so it is no miss. */
const missed = ({ explanation }: Match): number =>
  explanation.constraints.filter(({ must, verdict }) => must && verdict === 'unmet').length

const best = (found: readonly Match[], limit: number, idOf: (match: Match) => string): Match[] =>
  found
    .toSorted(
      (a, b) =>
        Number(b.explanation.fit === 'full') - Number(a.explanation.fit === 'full') ||
        missed(a) - missed(b) ||
        b.explanation.score - a.explanation.score ||
        (idOf(a) < idOf(b) ? -1 : 1),
    )
    .slice(0, Math.max(0, limit))
    .map((match, index) => ({ ...match, rank: index + 1 }))
