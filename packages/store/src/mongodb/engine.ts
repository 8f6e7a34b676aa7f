import { StoreUnavailable } from '@rolecall/core/ports/store'
import { type Db, type MongoClient, Timestamp } from 'mongodb'
import type { Engine } from '../engine.ts'
import { planCount, planFind } from '../find-plan.ts'
import { indexIn, makeShapes, type Shape, shapeIn } from '../shapes.ts'
import { commit } from './commit.ts'
import { collectionOf, connect, connectForFeed, connectPatiently, databaseOf, reading } from './connection.ts'
import { fromMongo } from './documents.ts'
import { clusterTime, follow } from './feed.ts'
import { runCount, runFind } from './find.ts'
import { insertBatches } from './insert-batches.ts'
import { claim, extend, purge, recheckLanes, release } from './lanes.ts'
import { migrate } from './migrations.ts'
import { readQueues } from './queues.ts'

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
  const feed = feedClient(url)
  const context = {
    client,
    db,
    batches: insertBatches(db),
    shapeOf: ({ collection }: { collection: Shape['name'] }) => shapeIn(shapes, collection),
  }
  let purgedAt = 0
  return {
    get: (collection, ids) =>
      reading(async () =>
        (
          await collectionOf(db, collection)
            .find({ _id: { $in: [...ids] } })
            .toArray()
        ).map(fromMongo),
      ),
    find: async (collection, query) => {
      const plan = planFind(indexIn(shapeIn(shapes, collection), query.index), query)
      return reading(() => runFind(collectionOf(db, collection), plan))
    },
    count: async (collection, counting) => {
      const plan = planCount(indexIn(shapeIn(shapes, collection), counting.index), counting)
      return reading(() => runCount(collectionOf(db, collection), plan))
    },
    queues: (now) => reading(() => readQueues(db, now)),
    commit: async (changes, lease) => {
      const outcome = await commit(context, changes, lease)
      if (outcome.outcome === 'committed' && !lease) await recheckLanes(db, changes).catch(() => undefined)
      return outcome
    },
    claim: (options) =>
      reading(async () => {
        if (options.now - purgedAt > purgeEveryMs) {
          purgedAt = options.now
          await purge(db, options.now)
        }
        return claim(db, options)
      }),
    extend: (lease, until) => reading(() => extend(db, lease, until)),
    release: (lease, notBefore) => reading(() => release(db, lease, notBefore)),
    changes: (options) => follow(feed.open(), [...shapes.values()], { ...options, since: seen() }),
    ping: () => reading(async () => void (await db.command({ ping: 1 }))),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([feed.close(), client.close()])
    },
  }
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

/** Connected with the first feed. */
const feedClient = (url: string): { open(): Db; close(): Promise<void> } => {
  let client: MongoClient | undefined
  let closed = false
  return {
    open: () => {
      if (closed) throw new StoreUnavailable('the store is closed')
      client ??= connectForFeed(url)
      return databaseOf(client, url)
    },
    close: async () => {
      closed = true
      await client?.close()
    },
  }
}
