import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import type { CollectionName } from '@rolecall/core/model/collections'
import type { Engine } from '../engine.ts'
import { planCount, planFind } from '../find-plan.ts'
import { indexIn, makeShapes, type Shape, shapeIn } from '../shapes.ts'
import { prepareCommit, type Tables } from './commit.ts'
import { isBusy, unavailable } from './failures.ts'
import { openFeed } from './feed.ts'
import { runCount, runFind } from './find.ts'
import { type GroupCommit, groupCommit } from './group-commit.ts'
import { openLanes } from './lanes.ts'
import { migrate } from './migrations.ts'
import { openFile } from './open-file.ts'
import { readQueues } from './queues.ts'
import { lazily, openTable, type Table } from './table.ts'

/** `keepChanges`: how many changes the feed can go back, 100,000 by default. */
export type SqliteOptions = { readonly keepChanges?: number }

/** How long SQLite may block the event loop for another process's lock; past that, waiting is done in turns. */
const blockForMs = 50
const purgeEveryMs = 60 * 60_000

/**
 * Opens (or makes) the database file. Several processes of one machine may share it.
 * @throws DatabaseRefused where a newer release was here, StoreUnavailable where the file cannot be used.
 */
export const openSqliteEngine = async (
  path: string,
  { keepChanges = 100_000 }: SqliteOptions = {},
): Promise<Engine> => {
  const shapes = makeShapes()
  const db = openMigrated(path, shapes)
  const tables: Tables = { tableOf: tablesOf(db, shapes), lanes: openLanes(db), feed: openFeed(db, keepChanges) }
  const statement = lazily(db)
  const group = groupCommit(db)
  const claim = claimer(tables, group)
  return {
    get: (collection, ids) => read(() => tables.tableOf(collection).get(ids)),
    find: async (collection, query) => {
      const shape = shapeIn(shapes, collection)
      const plan = planFind(indexIn(shape, query.index), query)
      return read(() => runFind(statement, shape, plan))
    },
    findTogether: async (asked) =>
      read(() =>
        asked.map((one) => {
          if ('ids' in one) return tables.tableOf(one.collection).get(one.ids)
          const shape = shapeIn(shapes, one.collection)
          return runFind(statement, shape, planFind(indexIn(shape, one.query.index), one.query)).items
        }),
      ),
    count: async (collection, counting) => {
      const shape = shapeIn(shapes, collection)
      const plan = planCount(indexIn(shape, counting.index), counting)
      return read(() => runCount(statement, shape, plan))
    },
    queues: (now) => read(() => readQueues(statement, now)),
    commit: async (changes, lease) => {
      const outcome = await group.write({ ...prepareCommit(tables, changes, lease), lost: { outcome: 'unknown' } })
      if (tables.feed.published()) void trim(tables, group)
      return outcome
    },
    claim,
    extend: (lease, until) =>
      group.write({ run: () => kept(tables.lanes.extend(lease, until)), atomic: false, lost: false }),
    release: (lease, notBefore) =>
      group.write({ run: () => kept(tables.lanes.release(lease, notBefore)), atomic: false, lost: undefined }),
    changes: (options) => tables.feed.read(options),
    changesSince: async (options = {}) => read(() => tables.feed.since(options)),
    ping: async () => {
      await read(() => void statement('select 1').get())
      // On a full disk what is small may still fit: it is well again when something larger does.
      if (group.failed())
        await group.write({ run: () => kept(void statement(probe).run()), atomic: false, lost: undefined })
    },
    time: async () => Date.now(),
    [Symbol.asyncDispose]: async () => {
      await group.drain()
      tables.feed.close()
      if (db.isOpen) db.close()
    },
  }
}

const probe = `insert or replace into meta values ('probe', hex(randomblob(32768)))`

const openMigrated = (path: string, shapes: ReadonlyMap<CollectionName, Shape>): DatabaseSync => {
  try {
    const db = openFile(path)
    migrate(db, shapes.values())
    db.exec(`pragma busy_timeout = ${blockForMs}`)
    return db
  } catch (error) {
    if (error instanceof Error && ('errcode' in error || 'syscall' in error)) throw unavailable(error)
    throw error
  }
}

const tablesOf = (db: DatabaseSync, shapes: ReadonlyMap<CollectionName, Shape>): Tables['tableOf'] => {
  const tables = new Map<CollectionName, Table>(
    [...shapes].map(([name, shape]) => [name, openTable(db, shape)] as const),
  )
  return (name) => {
    const table = tables.get(name)
    if (!table) throw new RangeError(`no collection is named ${name}`)
    return table
  }
}

const kept = <T>(value: T): { keep: true; value: T } => ({ keep: true, value })

/** Most looks find nothing: they begin no transaction. */
const claimer = ({ lanes }: Tables, group: GroupCommit): Engine['claim'] => {
  let purgedAt = 0
  return async (options) => {
    if (!(await read(() => lanes.anyDue(options.queue, options.now)))) return []
    const run = () => {
      if (options.now - purgedAt > purgeEveryMs) {
        lanes.purge(options.now)
        purgedAt = options.now
      }
      return kept(lanes.claim(options))
    }
    return group.write({ run, atomic: true, lost: [] })
  }
}

const trim = ({ feed }: Tables, group: GroupCommit): Promise<void> =>
  group.write({ run: () => kept(feed.trim()), atomic: false, lost: undefined }).catch(() => undefined)

/** In WAL mode a read waits for nobody, but for the moment of a recovery or of the last closing. */
const read = async <T>(run: () => T): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return run()
    } catch (error) {
      if (!isBusy(error) || attempt === 40) throw isDatabaseError(error) ? unavailable(error) : error
      await delay(25)
    }
  }
}

const isDatabaseError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ERR_SQLITE_ERROR' || error.code === 'ERR_INVALID_STATE')
