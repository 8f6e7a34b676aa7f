import type { DatabaseSync } from 'node:sqlite'
import { DatabaseRefused } from '../errors.ts'
import { makeShapes, type Shape, shapeIn } from '../shapes.ts'
import type { Arrival, Carried, CarriedLane, Target } from '../transfer/carried.ts'
import { refuseOccupied } from '../transfer/refuse-occupied.ts'
import { unavailable } from './failures.ts'
import { arrivalIn, inTransaction, shapeIndexes, shapeTable, takeSteps } from './migrations.ts'
import { openFile } from './open-file.ts'
import { sourceOver } from './source.ts'
import { lazily, rowOf } from './table.ts'

/**
 * Opens a database file that is to hold a copy: a new one, an empty one, or one in which the same copy began before.
 * @throws DatabaseRefused for any other.
 */
export const openSqliteTarget = async (path: string, arrival: Arrival): Promise<Target> => {
  const shapes = makeShapes()
  const db = openOrTell(path)
  try {
    // A power cut may take the end of a copy, which runs again then, and never the file.
    db.exec('pragma synchronous = normal')
    inTransaction(db, () => prepare(db, shapes, arrival))
  } catch (error) {
    db.close()
    throw error instanceof DatabaseRefused ? error : unavailable(error)
  }
  return targetOver(db, path, shapes)
}

const openOrTell = (path: string): DatabaseSync => {
  try {
    return openFile(path)
  } catch (error) {
    throw unavailable(error)
  }
}

const prepare = (db: DatabaseSync, shapes: ReadonlyMap<string, Shape>, arrival: Arrival): void => {
  takeSteps(db)
  for (const shape of shapes.values()) shapeTable(db, shape)
  const holds = [...shapes.keys()].find((name) => db.prepare(`select 1 from "${name}" limit 1`).get())
  if (!refuseOccupied({ arrival, standing: arrivalIn(db), holds })) return
  const indexes = `select name from sqlite_schema where type = 'index' and sql is not null and tbl_name not in ('lanes', 'changes')`
  for (const { name } of db.prepare(indexes).all()) db.exec(`drop index "${name}"`)
  db.exec('delete from lanes; delete from changes')
  db.prepare(`insert into meta values ('arriving', ?)`).run(arrival.from)
}

const targetOver = (db: DatabaseSync, path: string, shapes: ReturnType<typeof makeShapes>): Target => {
  const statement = lazily(db)
  return {
    ...sourceOver(db, path),
    lastId: async (name) => {
      const row = statement(`select id from "${name}" order by id desc limit 1`).get()
      return row && String(row.id)
    },
    put: async (name, documents) => {
      const shape = shapeIn(shapes, name)
      const put = statement(putSql(shape))
      inTransaction(db, () => {
        for (const document of documents) put.run(...valuesOf(shape, document))
      })
    },
    remove: async (name, ids) => {
      statement(`delete from "${name}" where id in (select value from json_each(?))`).run(JSON.stringify(ids))
    },
    finish: async (lanes) => {
      inTransaction(db, () => {
        for (const shape of shapes.values()) shapeIndexes(db, shape)
        arrive(db, lanes)
        db.exec(`delete from meta where key = 'arriving'`)
      })
      db.exec('pragma synchronous = full; pragma wal_checkpoint(truncate)')
    },
  }
}

const putSql = ({ name, columns }: Shape): string => {
  const fields = ['revision', 'v', 'body', 'sealed', ...columns.map(({ field }) => `"${field}"`)]
  const sets = fields.map((field) => `${field} = excluded.${field}`).join(', ')
  const marks = fields.map(() => '?').join(', ')
  return `insert into "${name}" (id, ${fields.join(', ')}) values (?, ${marks}) on conflict (id) do update set ${sets}`
}

const valuesOf = (shape: Shape, { id, revision, version, body, sealed }: Carried) => {
  const content = { id, version, plain: JSON.parse(body), ...(sealed === undefined ? {} : { sealed }) }
  return [id, revision, ...rowOf(shape, content).values]
}

/** Nobody holds a lane; one that has ready tasks is looked at at once. */
const arrive = (db: DatabaseSync, lanes: readonly CarriedLane[]): void => {
  db.exec('delete from lanes')
  const put = db.prepare('insert into lanes (lane, queue, wake, until, fence) values (?, ?, null, 0, ?)')
  for (const { lane, queue, fence } of lanes) put.run(lane, queue, fence + 1)
  db.exec(`insert into lanes (lane, queue, wake, until, fence)
    select lane, min(body ->> '$.queue'), 0, 0, 0 from tasks where state = 'ready' group by lane
    on conflict (lane) do update set wake = 0`)
}
