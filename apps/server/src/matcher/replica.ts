import type { CollectionName } from '@rolecall/core/model/collections'
import type { FeedEvent, Store } from '@rolecall/core/ports/store'
import type { MatchEngine, PeopleHead, SavedPeople } from '@rolecall/match/engine'
import { type FeedListener, idsOf } from '../feed.ts'
import { describeError, type Log } from '../log.ts'
import { openJobsOf } from '../open-jobs.ts'
import { createApplicants } from './applicants.ts'
import { answerFrom, type MatchIndex } from './match-index.ts'
import { type PeopleRows, peopleRowsOf } from './people-rows.ts'
import { jobRow, personRow } from './rows.ts'

/** What a replica holds beside jobs, as it stood: for a snapshot. */
export type Kept = { readonly people: SavedPeople; readonly applications: Iterable<readonly [string, string]> }
export type KeptBefore = {
  readonly people: { readonly head: PeopleHead; readonly bytes: Uint8Array<ArrayBuffer> }
  readonly applications: Iterable<readonly [string, string]>
}

/** Everyone who looks for work and every open job, as the store has them, kept fresh by its change feed. */
export type Replica = FeedListener &
  MatchIndex & {
    /** Reads everything into a new engine, which then takes the place of the old one. */
    load(): Promise<void>
    /** Takes people and applications over as they were kept, and reads the jobs. @throws RangeError where they do not fit. */
    restore(kept: KeptBefore): Promise<void>
    keep(): Kept
    /** The engine in use; another one after each load. */
    engine(): MatchEngine
    people(): number
    /** Whether anything changed since it was asked last. */
    takeChanged(): boolean
  }

/** How many documents are read at once where they changed. */
const atOnce = 500

export const createReplica = (options: {
  readonly store: Store
  readonly newEngine: () => MatchEngine
  readonly log: Log
  /** How everyone is read; from the store when absent. */
  readonly peopleRows?: PeopleRows
  /** Hears of each count of people who saw a job. */
  readonly tellShown?: (jobId: string, people: number) => void
}): Replica => {
  const { store, newEngine, log, peopleRows = peopleRowsOf(store) } = options
  const shown = new Map<string, number>()
  const newState = () => {
    const engine = newEngine()
    const setShown = (jobId: string, people: number) => {
      engine.setShown(jobId, people)
      shown.set(jobId, people)
      options.tellShown?.(jobId, people)
    }
    return { engine, applicants: createApplicants({ store, setShown }) }
  }
  let state = newState()
  let changed = false

  /** A row that the engine cannot take stays out, and the others are served. */
  const put = ({ id }: { readonly id: string }, work: () => void) => {
    try {
      work()
    } catch (error) {
      log.error('index.row-left-out', { id, error: describeError(error) })
    }
  }
  const readJobs = async ({ engine }: typeof state) => {
    for await (const { doc } of openJobsOf(store).read()) put(doc, () => engine.putJob(jobRow(doc)))
  }
  const readPeople = async ({ engine }: typeof state) => {
    for await (const page of peopleRows()) for (const row of page) put(row, () => engine.putPerson(row))
  }
  const load = async () => {
    const before = [...shown.keys()]
    shown.clear()
    const next = newState()
    await allDone([readPeople(next), readJobs(next), next.applicants.load()])
    for (const jobId of before) if (!shown.has(jobId)) options.tellShown?.(jobId, 0)
    state = next
    changed = true
  }
  const refresh = async ({ engine, applicants }: typeof state, events: readonly FeedEvent[]) => {
    for (const ids of batches(idsOf(events, 'jobs'))) {
      const found = new Map((await store.getMany('jobs', ids)).map(({ doc }) => [doc.id, doc]))
      for (const id of ids) {
        const job = found.get(id)
        if (job?.state === 'open') put(job, () => engine.putJob(jobRow(job)))
        else engine.removeJob(id)
      }
    }
    for (const ids of batches(idsOf(events, 'people'))) {
      const found = new Map((await store.getMany('people', ids)).map(({ doc }) => [doc.id, doc]))
      for (const id of ids) {
        const person = found.get(id)
        if (person?.state === 'active') put(person, () => engine.putPerson(personRow(person)))
        else engine.removePerson(id)
      }
    }
    for (const ids of batches(idsOf(events, 'applications'))) await applicants.changed(ids)
  }
  return {
    load,
    lost: load,
    collections: ['people', 'jobs', 'applications'],
    async changed(events) {
      if (!events.some(({ collection }) => kept.has(collection))) return
      await refresh(state, events)
      changed = true
    },
    async restore({ people, applications }) {
      const next = newState()
      next.engine.restorePeople(people)
      next.applicants.restore(applications)
      await readJobs(next)
      state = next
    },
    keep: () => ({ people: state.engine.savePeople(), applications: state.applicants.all() }),
    engine: () => state.engine,
    people: () => state.engine.size().people,
    takeChanged() {
      const was = changed
      changed = false
      return was
    },
    ask: async (name, question) => answerFrom(state.engine)(name, question),
    shownOf: (jobId) => shown.get(jobId) ?? 0,
  }
}

const kept: ReadonlySet<CollectionName> = new Set(['jobs', 'people', 'applications'])

/** Also where one of them fails: whoever tries again must find nobody still at it. */
const allDone = async (works: readonly Promise<unknown>[]): Promise<void> => {
  const failed = (await Promise.allSettled(works)).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

function* batches(ids: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < ids.length; from += atOnce) yield ids.slice(from, from + atOnce)
}
