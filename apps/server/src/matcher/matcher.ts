import type { Explanation } from '@rolecall/contract/explanation'
import type { Look, MatchView, ReferenceLook } from '@rolecall/core/conversation/look'
import type { Store } from '@rolecall/core/ports/store'
import type { JobRow, PersonRow } from '@rolecall/match/engine'
import { type FeedListener, idsOf } from '../feed.ts'
import { createKnownJobs, type KnownJob, type KnownJobs } from './known-jobs.ts'
import type { MatchIndex, Questions } from './match-index.ts'

/** What decisions look up: jobs, kept fresh by the change feed, and lists of matches, which the index answers. */
export type Matcher = FeedListener & {
  /** Reads every open job. Call it once the feed runs, so that nothing falls in between. */
  load(): Promise<void>
  explain(person: PersonRow, job: JobRow): Explanation
  /**
   * Runs rules that look up jobs and matches, and are pure: where they asked for what is not at hand, it is fetched and they run
   * again from the start. `fresh`: ids of jobs that are read first, for a decision that must not rest on an old copy.
   */
  withLook<Decision>(decide: (look: Look) => Decision, fresh?: readonly string[]): Promise<Decision>
}

type MatcherOptions = ReferenceLook & {
  readonly store: Store
  readonly index: MatchIndex
  readonly explain: (person: PersonRow, job: JobRow, now: number) => Explanation
  readonly now: () => number
}

export const createMatcher = (options: MatcherOptions): Matcher => {
  const { index } = options
  const jobs = createKnownJobs(options.store)
  const explain = (person: PersonRow, row: JobRow) =>
    options.explain(person, { ...row, shown: index.shownOf(row.id) }, options.now())
  return {
    load: jobs.load,
    lost: jobs.load,
    explain,
    collections: ['jobs'],
    async changed(events) {
      const ids = idsOf(events, 'jobs')
      if (ids.length > 0) await jobs.read(ids)
    },
    async withLook(decide, fresh = []) {
      const looking = startLooking(jobs, { ...options, explain })
      if (fresh.length > 0) await looking.read(fresh)
      for (let run = 0; run < mostRuns; run += 1) {
        const decision = decide(looking.look)
        if (!(await looking.fetchMissed())) return decision
      }
      throw new Error('a decision asks for something else each time')
    },
  }
}

/** A decision asks for one list, or for another page of it where the first is empty, and for jobs that those lead to. */
const mostRuns = 10

/** What one decision looks up; what it missed is fetched between two of its runs. */
const startLooking = (jobs: KnownJobs, { index, now, explain, taxonomy, gazetteer }: Looking) => {
  const byId = fetched(jobs.read)
  const byCode = fetched(jobs.readByCode)
  const wanted = new Map<string, Wanted>()
  const lists = fetched(async (keys) => new Map(await Promise.all(keys.map(listOf))))
  const listOf = async (key: string): Promise<readonly [string, readonly MatchView[]]> => {
    const asked = wanted.get(key)
    const found = asked === undefined ? [] : await index.ask('jobsFor', { ...asked, now: now() })
    const open = found.flatMap(({ jobId, explanation }) => {
      const job = jobs.atHand(jobId)
      return job === undefined ? [] : [{ job: job.view, explanation }]
    })
    return [key, open]
  }
  const jobOf = (id: string): KnownJob | undefined => jobs.atHand(id) ?? byId.get(id)
  const look: Look = {
    taxonomy,
    gazetteer,
    job: (id) => jobOf(id)?.view,
    jobByCode(given) {
      const code = given.toUpperCase()
      return (jobs.atHandByCode(code) ?? byCode.get(code))?.view
    },
    explain(profile, jobId) {
      const row = jobOf(jobId)?.row
      return row && explain({ id: '', profile, active: true, alerts: false }, row)
    },
    matches(profile, exclude, limit) {
      const key = JSON.stringify([profile, [...exclude].sort(), limit])
      wanted.set(key, { profile, exclude, limit })
      return lists.get(key) ?? []
    },
  }
  return {
    look,
    read: byId.bring,
    fetchMissed: async () =>
      (await Promise.all([byId.fetchMissed(), byCode.fetchMissed(), lists.fetchMissed()])).includes(true),
  }
}

type Looking = Pick<MatcherOptions, 'index' | 'now' | keyof ReferenceLook> & Pick<Matcher, 'explain'>
type Wanted = Omit<Questions['jobsFor'], 'now'>

/** What was fetched, by key; a key that was not is noted. */
const fetched = <Value>(of: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>) => {
  const values = new Map<string, Value>()
  const missed = new Set<string>()
  const bring = async (keys: readonly string[]) => {
    for (const [key, value] of await of(keys)) values.set(key, value)
  }
  return {
    bring,
    get(key: string): Value | undefined {
      if (!values.has(key)) missed.add(key)
      return values.get(key)
    },
    /** Whether there was something to bring. */
    async fetchMissed(): Promise<boolean> {
      const keys = [...missed]
      missed.clear()
      if (keys.length > 0) await bring(keys)
      return keys.length > 0
    },
  }
}
