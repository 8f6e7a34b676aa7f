import { type CollectionName, collections, type DocumentOf } from '@rolecall/core/model/collections'
import type { Clock } from '@rolecall/core/ports/clock'
import type { Keys } from '@rolecall/core/ports/keys'
import type { Answers, Asked, Change, Page, Query, Store } from '@rolecall/core/ports/store'
import { checkChanges } from './check-changes.ts'
import type { Engine, RawQuery } from './engine.ts'
import { makeBlindIndex } from './sealing/blind-index.ts'
import { claimTasks } from './sealing/claim-tasks.ts'
import { commitSealed } from './sealing/commit-sealed.ts'
import { dataKeysOver } from './sealing/data-keys.ts'
import { makeRecent } from './sealing/recent.ts'
import { makeSealings, type Sealer, unsealAll } from './sealing/sealer.ts'
import { type ReadyLanes, taskListeners } from './task-listeners.ts'

export type SealedStoreOptions = {
  readonly keys: Keys
  readonly clock: Clock
  /** Checks each document against its schema as it is committed: for tests. Production trusts the types. */
  readonly checkDocuments?: boolean
}

/** The Store port over an engine: what is personal goes down sealed and comes up open. */
export const sealedStore = (engine: Engine, { keys, clock, checkDocuments }: SealedStoreOptions): Store => {
  const sealer: Sealer = {
    engine,
    blindIndex: makeBlindIndex(keys),
    recent: makeRecent(),
    dataKeys: dataKeysOver(engine, keys, clock),
    sealings: makeSealings(),
    making: new Map(),
  }
  const listeners = taskListeners()
  const getMany = async <C extends CollectionName>(collection: C, ids: readonly string[]) =>
    ids.length === 0 ? [] : unsealAll(sealer, collection, await engine.get(collection, ids))
  return {
    get: async (collection, id) => (await getMany(collection, [id]))[0],
    getMany,
    find: (collection, query) => find(sealer, collection, query),
    findTogether: (asked) => findTogether(sealer, asked),
    count: (collection, counting) => sealer.engine.count(collection, blinded(sealer, collection, counting)),
    queues: (now) => engine.queues(now),
    commit: async (changes, lease) => {
      if (checkDocuments) checkChanges(changes)
      const outcome = await commitSealed(sealer, changes, lease)
      if (outcome.outcome === 'committed') listeners.tell(readyLanes(changes, clock.now()))
      return outcome
    },
    claim: (options) => claimTasks(sealer, options),
    extend: (lease, until) => engine.extend(lease, until),
    release: (lease, notBefore) => engine.release(lease, notBefore),
    changes: (options) => engine.changes(options),
    changesSince: (options) => engine.changesSince(options),
    onTask: listeners.add,
    ping: () => engine.ping(),
    time: () => engine.time(),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  }
}

const find = async <C extends CollectionName>(
  sealer: Sealer,
  collection: C,
  query: Query<C>,
): Promise<Page<DocumentOf<C>>> => {
  const { items, cursor } = await sealer.engine.find(collection, blinded(sealer, collection, query))
  return {
    items: await unsealAll(sealer, collection, items, query.inPassing),
    ...(cursor === undefined ? {} : { cursor }),
  }
}

const findTogether = async <A extends readonly Asked[]>(sealer: Sealer, asked: A): Promise<Answers<A>> => {
  const found = await sealer.engine.findTogether(
    asked.map((one) =>
      'ids' in one ? one : { collection: one.collection, query: blinded(sealer, one.collection, one.query) },
    ),
  )
  const answers = await Promise.all(asked.map(({ collection }, at) => unsealAll(sealer, collection, found[at] ?? [])))
  // Each stands where its question did.
  return answers as unknown as Answers<A>
}

const blinded = <Q extends Pick<RawQuery, 'index' | 'where'>>(
  sealer: Sealer,
  collection: CollectionName,
  query: Q,
): Q => {
  const sealing = sealer.sealings[collection]
  const fields = indexFields(collection, query.index)
  const where = query.where.map((value, at) => {
    const field = fields[at] ?? ''
    return sealing.blind.includes(field) ? sealer.blindIndex(`${collection}.${field}`, value) : value
  })
  return { ...query, where }
}

const indexFields = (collection: CollectionName, index: string): readonly string[] =>
  Object.entries(collections[collection].indexes).find(([name]) => name === index)?.[1].fields ?? []

/** Where tasks stand now that are due: what waits for later is found by whoever looks then. */
const readyLanes = (changes: readonly Change[], now: number): ReadyLanes => {
  const ready = new Map<string, Set<string>>()
  for (const change of changes) {
    if (change.collection !== 'tasks' || change.op !== 'put') continue
    const { state, dueAt, queue, lane } = change.doc
    if (state !== 'ready' || dueAt > now) continue
    ready.set(queue, (ready.get(queue) ?? new Set()).add(lane))
  }
  return ready
}
