import { DatabaseSync } from 'node:sqlite'
import type { PersonRow } from '@rolecall/match/engine'
import { degreesOf } from '../score.ts'
import type { Early } from './early.ts'
import type { PeopleFinder } from './finder.ts'
import { peopleQuery } from './job-terms.ts'
import { type PersonKindRow, personKindRows } from './people-rows.ts'
import { type PeopleParameter, peopleInSql } from './people-sql.ts'
import { sqliteDialect } from './sqlite-sql.ts'
import { tileOf, tilesAround } from './tiles.ts'

/**
 * People in SQLite: those with a kind of work and a home in a table that is kept in the order of tiles; without a home by kind and
 * what their score may lack; without a kind in an R*Tree of all that they reach, with that as its third dimension.
 */
export const peopleInSqlite = (people: Iterable<PersonRow>, early: Early): PeopleFinder => {
  const database = new DatabaseSync(':memory:')
  database.exec(tables)
  const put = puttersOf(database)
  for (const row of personKindRows(people, early)) {
    if (row.skills !== null) put.workless(row, row.skills)
    else if (row.placed) put.near(row)
    else put.unplaced(row)
  }
  database.exec('COMMIT; ANALYZE')
  const select = database.prepare(selectText)
  return (job, kind) => {
    const tiles = JSON.stringify(tilesAround(kind, job, job.reachKm))
    const { latitude, longitude } = job
    return select.all({ ...peopleQuery(job, kind), tiles, latitude, longitude }).map(({ id }) => String(id))
  }
}

const tables = `
  CREATE TABLE near (tile INT, known INT, unmet INT, times INT, pay REAL, to_person INT, to_job INT, reach REAL, x REAL, y REAL,
    z REAL, id TEXT, PRIMARY KEY (tile, id)) WITHOUT ROWID;
  CREATE TABLE unplaced (kind INT, behind INT, known INT, unmet INT, times INT, pay REAL, to_person INT, to_job INT, id TEXT,
    PRIMARY KEY (kind, behind, id)) WITHOUT ROWID;
  CREATE TABLE workless (row INTEGER PRIMARY KEY, behind INT, placed INT, known INT, unmet INT, times INT, pay REAL, to_person INT,
    to_job INT, reach REAL, x REAL, y REAL, z REAL, id TEXT, skills BLOB);
  CREATE INDEX workless_unplaced ON workless (behind) WHERE placed = 0;
  CREATE VIRTUAL TABLE workless_areas USING rtree(row, south, north, west, east, behind0, behind1);
  BEGIN`

const puttersOf = (database: DatabaseSync) => {
  const near = database.prepare('INSERT INTO near VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const unplaced = database.prepare('INSERT INTO unplaced VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const workless = database.prepare('INSERT INTO workless VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const area = database.prepare('INSERT INTO workless_areas VALUES (?, ?, ?, ?, ?, ?, ?)')
  const read = ({ known, unmet, times, pay, to_person, to_job }: PersonKindRow) =>
    [known, unmet, times, pay, to_person, to_job] as const
  const home = ({ reach, x, y, z }: PersonKindRow) => [reach, x, y, z] as const
  return {
    near: (row: PersonKindRow) => near.run(tileOf(row.kind, row, row.reach), ...read(row), ...home(row), row.id),
    unplaced: (row: PersonKindRow) => unplaced.run(row.kind, row.behind, ...read(row), row.id),
    workless(row: PersonKindRow, skills: readonly number[]) {
      const { id, behind, latitude, longitude } = row
      const digits = Buffer.from(skills.map((value) => String(value).padStart(digitsEach, '0')).join(''))
      const { lastInsertRowid } = workless.run(behind, Number(row.placed), ...read(row), ...home(row), id, digits)
      if (!row.placed) return
      const { north, east } = degreesOf(latitude, row.reach)
      area.run(lastInsertRowid, latitude - north, latitude + north, longitude - east, longitude + east, behind, behind)
    },
  }
}

/** SQLite has no arrays: each value in as many digits of one blob. */
const digitsEach = 5

const $ = (name: PeopleParameter | 'tiles' | 'latitude' | 'longitude') => `:${name}`

const selectText = peopleInSql({
  $,
  dialect: sqliteDialect,
  sources: {
    near: (rows) =>
      rows(`(SELECT value ->> 'from' AS low, value ->> 'to' AS high FROM json_each(${$('tiles')})) AS range
        CROSS JOIN near WHERE tile BETWEEN low AND high`),
    unplaced: (behind) => `unplaced WHERE kind = ${$('kind')} AND behind <= ${behind}`,
    workless: (behind) => `(SELECT row FROM workless_areas WHERE south <= ${$('latitude')} AND north >= ${$('latitude')}
      AND west <= ${$('longitude')} AND east >= ${$('longitude')} AND behind0 <= ${behind}) area
      CROSS JOIN workless USING (row) WHERE true`,
    worklessUnplaced: (behind) => `workless WHERE placed = 0 AND behind <= ${behind}`,
    skills: `CAST(CAST(substr(skills, ${digitsEach} * ${$('kind')} + 1, ${digitsEach}) AS TEXT) AS INT)`,
  },
})
