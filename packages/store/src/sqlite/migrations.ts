import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { copyHasNotEnded, DatabaseRefused } from '../errors.ts'
import type { IndexShape, Shape } from '../shapes.ts'

/** Steps between releases that the definitions cannot tell; the number of those done is the file's `user_version`. */
const steps: readonly ((db: DatabaseSync) => void)[] = [
  (db) =>
    db.exec(`
      create table meta (key text primary key, value text not null) without rowid;
      create table changes (seq integer primary key autoincrement, collection text not null, id text not null, deleted integer not null);
      -- One row a lane that has ready tasks, is held or was of late. "until": nobody else may claim before.
      -- "wake": when to look at the lane again, never after its first task is due and "until" is past; null while it is idle.
      create table lanes (lane text primary key, queue text not null, wake integer, until integer not null, fence integer not null) without rowid;
      create index lanes_wake on lanes (queue, wake) where wake is not null;
      create index lanes_idle on lanes (fence) where wake is null;
      insert into meta values ('feed', '${randomUUID()}');
    `),
]

/**
 * Brings a file to this release: the steps not done yet, then whatever table, column or index the definitions ask for.
 * A document stands whole (but for its id and its sealed part) in `body`; columns repeat the indexed fields.
 * @throws DatabaseRefused where a newer release was here.
 */
export const migrate = (db: DatabaseSync, shapes: Iterable<Shape>): void =>
  inTransaction(db, () => {
    takeSteps(db)
    if (arrivalIn(db) !== undefined) throw copyHasNotEnded()
    for (const shape of shapes) {
      shapeTable(db, shape)
      shapeIndexes(db, shape)
    }
  })

/** The steps not done yet. */
export const takeSteps = (db: DatabaseSync): void => {
  const done = checkRelease(db)
  for (const step of steps.slice(done)) step(db)
  db.exec(`pragma user_version = ${steps.length}`)
}

/** How many of the steps are done. @throws DatabaseRefused where there are more than this release knows. */
export const checkRelease = (db: DatabaseSync): number => {
  const done = Number(db.prepare('pragma user_version').get()?.user_version)
  if (done > steps.length) throw new DatabaseRefused('the database file was last opened by a newer release')
  return done
}

/** What arrives in this file, while a copy into it has not ended. */
export const arrivalIn = (db: DatabaseSync): string | undefined => {
  const row = db.prepare(`select value from meta where key = 'arriving'`).get()
  return row && String(row.value)
}

export const inTransaction = <T>(db: DatabaseSync, run: () => T): T => {
  db.exec('begin immediate')
  try {
    const value = run()
    db.exec('commit')
    return value
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}

export const shapeTable = (db: DatabaseSync, shape: Shape): void => {
  const columns = shape.columns.map((column) => `, "${column.field}" ${affinity(column)}`)
  db.exec(
    `create table if not exists "${shape.name}" (id text primary key, revision integer not null, v integer not null,
      body text not null, sealed blob${columns.join('')})`,
  )
  addMissingColumns(db, shape)
}

const affinity = ({ kind }: Shape['columns'][number]): string => (kind === 'text' ? 'text' : 'numeric')

const addMissingColumns = (db: DatabaseSync, { name, columns }: Shape): void => {
  const standing = new Set(
    db
      .prepare('select name from pragma_table_info(?)')
      .all(name)
      .map((row) => row.name),
  )
  for (const column of columns) {
    if (standing.has(column.field)) continue
    db.exec(`alter table "${name}" add column "${column.field}" ${affinity(column)}`)
    db.exec(`update "${name}" set "${column.field}" = body ->> '$.${column.field}'`)
  }
}

/** An index that changed is made anew, one that nobody declares any more is dropped. */
export const shapeIndexes = (db: DatabaseSync, { name, indexes }: Shape): void => {
  const wanted = new Map(indexes.map((index) => [`${name}_${index.name}`, sqlOf(name, index)]))
  const standing = db.prepare(
    `select name, sql from sqlite_schema where type = 'index' and tbl_name = ? and sql is not null`,
  )
  for (const row of standing.all(name)) {
    const index = String(row.name)
    if (wanted.get(index) === row.sql) wanted.delete(index)
    else db.exec(`drop index "${index}"`)
  }
  for (const sql of wanted.values()) db.exec(sql)
}

const sqlOf = (table: string, { name, columns, unique }: IndexShape): string => {
  const fields = columns.map(({ field }) => `"${field}"`).join(', ')
  return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX "${table}_${name}" ON "${table}" (${fields})`
}
