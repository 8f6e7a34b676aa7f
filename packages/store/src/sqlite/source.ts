import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { copyHasNotEnded, DatabaseRefused } from '../errors.ts'
import { makeShapes } from '../shapes.ts'
import { type Carried, type Source, wellFormed } from '../transfer/carried.ts'
import { unavailable } from './failures.ts'
import { arrivalIn, checkRelease } from './migrations.ts'
import { lazily } from './table.ts'

const lockedForMs = 10_000
const rowsPerPage = 2000

/**
 * Opens a database file to read it as it is. `snapshot`: everything is of one moment; meanwhile the file's log cannot be cut.
 * @throws DatabaseRefused where no release, a newer one or an unfinished copy was there.
 */
export const openSqliteSource = async (path: string, { snapshot }: { snapshot: boolean }): Promise<Source> => {
  if (!existsSync(path)) throw new DatabaseRefused(`there is no database at ${path}`)
  const db = openToRead(path)
  try {
    if (checkRelease(db) === 0) throw new DatabaseRefused(`${path} is no database of Rolecall`)
    if (arrivalIn(db) !== undefined) throw copyHasNotEnded()
    refuseUnknownTables(db)
    if (snapshot) db.exec('begin; select count(*) from meta')
    return sourceOver(db, path)
  } catch (error) {
    db.close()
    throw error instanceof DatabaseRefused ? error : unavailable(error)
  }
}

const openToRead = (path: string): DatabaseSync => {
  try {
    const db = new DatabaseSync(path, { readOnly: true, timeout: lockedForMs })
    db.exec('pragma cache_size = -65536; pragma mmap_size = 1073741824')
    return db
  } catch (error) {
    throw unavailable(error)
  }
}

/** A newer release may have collections that this one would leave behind without a word. */
const refuseUnknownTables = (db: DatabaseSync): void => {
  const known = new Set<string>([...makeShapes().keys(), ...ownTables])
  for (const name of tablesIn(db)) {
    if (known.has(name) || !db.prepare(`select 1 from "${name}" limit 1`).get()) continue
    throw new DatabaseRefused(`it holds ${name}, which this release does not know`)
  }
}

const ownTables = ['meta', 'changes', 'lanes']

const tablesIn = (db: DatabaseSync): readonly string[] =>
  db
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`)
    .all()
    .map(({ name }) => String(name))

const columns = 'id, revision, v, body, sealed'

/** Reads page by page, so that no transaction of its own lasts. */
export const sourceOver = (db: DatabaseSync, path: string): Source => {
  const tables = new Set(tablesIn(db))
  const statement = lazily(db)
  const rows = (sql: string, ...values: (string | number)[]) => {
    const prepared = statement(sql)
    prepared.setReturnArrays(true)
    // With `setReturnArrays` a row is an array, which the declarations do not know.
    return prepared.all(...values) as unknown as SQLOutputValue[][]
  }
  async function* pages<T extends { id: string }>(
    name: string,
    { fields, rowOf, after }: { fields: string; rowOf: (row: SQLOutputValue[]) => T; after: string },
  ): AsyncGenerator<readonly T[]> {
    if (!tables.has(name)) return
    for (let last = after; ; ) {
      const page = rows(`select ${fields} from "${name}" where id > ? order by id limit ${rowsPerPage}`, last)
      if (page.length > 0) yield page.map(rowOf)
      if (page.length < rowsPerPage) return
      last = String(page.at(-1)?.[0])
    }
  }
  return {
    address: `sqlite:${resolve(path)}`,
    count: async (name) => (tables.has(name) ? Number(rows(`select count(*) from "${name}"`)[0]?.[0]) : 0),
    documents: (name, after = '') => pages(name, { fields: columns, rowOf: carriedOf, after }),
    revisions: (name) =>
      pages(name, {
        fields: 'id, revision',
        rowOf: ([id, revision]) => ({ id: String(id), revision: Number(revision) }),
        after: '',
      }),
    get: async (name, ids) =>
      rows(`select ${columns} from "${name}" where id in (select value from json_each(?))`, JSON.stringify(ids)).map(
        carriedOf,
      ),
    lanes: async () =>
      rows('select lane, queue, fence from lanes').map(([lane, queue, fence]) => ({
        lane: String(lane),
        queue: String(queue),
        fence: Number(fence),
      })),
    mark: async () => String(rows('pragma data_version')[0]?.[0]),
    [Symbol.asyncDispose]: async () => {
      if (db.isOpen) db.close()
    },
  }
}

const carriedOf = ([id, revision, version, body, sealed]: SQLOutputValue[]): Carried => ({
  id: String(id),
  revision: Number(revision),
  version: Number(version),
  body: wellFormed(String(body)),
  ...(sealed instanceof Uint8Array ? { sealed } : {}),
})
