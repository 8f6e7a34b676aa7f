import { type CommitOutcome, StoreUnavailable } from '@rolecall/core/ports/store'
import { type Db, type MongoClient, Timestamp } from 'mongodb'
import type { Engine } from '../engine.ts'
import { planCount, planFind } from '../find-plan.ts'
import { indexIn, makeShapes, type Shape, shapeIn } from '../shapes.ts'
import { committer } from './commit.ts'
import { collectionOf, connect, connectForFeed, connectPatiently, databaseOf, reading } from './connection.ts'
import { changesSince, clusterTime, follow } from './feed.ts'
import { runCount, runFind, runGet } from './find.ts'
import { type Lookup, lookupBatches } from './find-together.ts'
import { insertBatches } from './insert-batches.ts'
import { extend, purge, release } from './lanes.ts'
import { migrate } from './migrations.ts'
import { watchOrphaned } from './orphaned-transactions.ts'
import { readQueues } from './queues.ts'
import { watchReach } from './reach.ts'
import { claimer } from './search-work.ts'

const purgeEveryMs = 60 * 60_000

/**
 * Connects to a replica set and brings its database to this release.
 * @throws DatabaseRefused where a newer release was here, StoreUnavailable where no primary answers.
 */
export const openMongoEngine = async (url: string): Promise<Engine> => {
  const shapes = makeShapes()
  await reading(() => migrateOnce(url, [...shapes.values()]))
  const client = connect(url)
  const db = databaseOf(client, url)
  const seen = await watchTime(client, db)
  const feed = await feedClient(url)
  // By the feed's client: the pool of the other may be full of what waits.
  const reach = watchReach(async () => feed.open().command({ ping: 1 }))
  const read = <T>(run: () => Promise<T>): Promise<T> => reach.within(() => reading(run))
  const commit = committer({
    client,
    db,
    batches: insertBatches(db),
    shapeOf: ({ collection }) => shapeIn(shapes, collection),
  })
  const lookUp = lookupBatches(db)
  const orphaned = watchOrphaned(feed.open)
  const claim = claimer(db, orphaned)
  let purgedAt = 0
  return {
    get: (collection, ids) => read(() => runGet(collectionOf(db, collection), ids)),
    find: async (collection, query) => {
      const plan = planFind(indexIn(shapeIn(shapes, collection), query.index), query)
      return read(() => runFind(collectionOf(db, collection), plan))
    },
    findTogether: async (asked) => {
      const lookups = asked.map(
        (one): Lookup =>
          'ids' in one
            ? one
            : {
                collection: one.collection,
                plan: planFind(indexIn(shapeIn(shapes, one.collection), one.query.index), one.query),
              },
      )
      return read(() => lookUp(lookups))
    },
    count: async (collection, counting) => {
      const plan = planCount(indexIn(shapeIn(shapes, collection), counting.index), counting)
      return reading(() => runCount(collectionOf(db, collection), plan))
    },
    queues: (now) => reading(() => readQueues(db, now)),
    commit: (changes, lease) =>
      reach.within(() => orphaned.whileWaiting(() => commit(changes, lease))).catch(unknownWhereUnavailable),
    claim: (options) =>
      read(async () => {
        if (options.now - purgedAt > purgeEveryMs) {
          purgedAt = options.now
          await purge(db, options.now)
        }
        return claim(options)
      }),
    extend: (lease, until) => read(() => extend(db, lease, until)),
    release: (lease, notBefore) => read(() => release(db, lease, notBefore)),
    changes: (options) => follow(feed.open(), [...shapes.values()], { ...options, since: seen() }),
    changesSince: (options = {}) => read(() => changesSince(db, [...shapes.values()], options)),
    ping: () => read(async () => void (await db.command({ ping: 1 }))),
    time: () => read(async () => Number((await db.command({ hello: 1 })).localTime)),
    [Symbol.asyncDispose]: async () => {
      reach[Symbol.dispose]()
      await Promise.all([feed.close(), client.close()])
    },
  }
}

/** What was on its way when the database went out of reach may have arrived. */
const unknownWhereUnavailable = (error: unknown): CommitOutcome => {
  if (error instanceof StoreUnavailable) return { outcome: 'unknown' }
  throw error
}

const migrateOnce = async (url: string, shapes: readonly Shape[]): Promise<void> => {
  await using client = connectPatiently(url)
  await migrate(databaseOf(client, url), shapes)
}

/**
 * A moment of the cluster that is past for certain, and never by more than a heartbeat or two: a feed that starts there
 * misses nothing of what is committed after the call.
 */
const watchTime = async (client: MongoClient, db: Db): Promise<() => Timestamp> => {
  let last = await reading(() => clusterTime(db))
  client.on('serverHeartbeatSucceeded', ({ reply }) => {
    const time: unknown = reply.operationTime
    if (time instanceof Timestamp && time.greaterThan(last)) last = time
  })
  return () => last
}

/** Connected at once: a client whose first connection fails stays closed for good. */
const feedClient = async (url: string): Promise<{ open(): Db; close(): Promise<void> }> => {
  const client = connectForFeed(url)
  await reading(() => client.connect())
  let closed = false
  return {
    open: () => {
      if (closed) throw new StoreUnavailable('the store is closed')
      return databaseOf(client, url)
    },
    close: async () => {
      closed = true
      await client.close()
    },
  }
}
