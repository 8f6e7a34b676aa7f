import type { PersonRow } from '@rolecall/match/engine'
import type pg from 'pg'
import { fillTable } from '../postgres.ts'
import { degreesOf } from '../score.ts'
import type { Early } from './early.ts'
import type { PeopleFinder } from './finder.ts'
import { peopleQuery } from './job-terms.ts'
import { personKindRows } from './people-rows.ts'
import { peopleInSql } from './people-sql.ts'
import { createParameters, postgresDialect, postgresSettings } from './postgres-sql.ts'
import { tileOf, tilesAround } from './tiles.ts'

/**
 * People in PostgreSQL: those with a kind of work and a home under a B-tree by tile that covers the query, so that it reads
 * no table; without a home by kind and what their score may lack; without a kind under GiST by all that they reach, and that.
 */
export const peopleInPostgres = async (
  client: pg.Client,
  people: Iterable<PersonRow>,
  early: Early,
): Promise<PeopleFinder> => {
  await client.query(tables)
  await fillTable(client, 'bench_filling', rowsOf(people, early))
  await client.query(indexes)
  for (const table of ['bench_near', 'bench_unplaced', 'bench_workless']) await client.query(`VACUUM ANALYZE ${table}`)
  await client.query(postgresSettings)
  return async (job, kind) => {
    const tiles = tilesAround(kind, job, job.reachKm)
    const spot = `${job.longitude},${job.latitude}`
    const found = await client.query<{ ids: string | null }>({
      name: 'same people',
      text: select,
      values: values({
        ...peopleQuery(job, kind),
        spot: `(${spot},${spot})`,
        low: tiles.map(({ from }) => from),
        high: tiles.map(({ to }) => to),
      }),
    })
    return found.rows[0]?.ids?.split(',') ?? []
  }
}

export const dropPeople = 'DROP TABLE IF EXISTS bench_filling, bench_near, bench_unplaced, bench_workless'

const tables = `
  CREATE EXTENSION IF NOT EXISTS btree_gist;
  ${dropPeople};
  CREATE UNLOGGED TABLE bench_filling (tile int8, kind int, behind int, known int, unmet int, times int, pay int, to_person int,
    to_job int, reach float8, x float8, y float8, z float8, id text COLLATE "C", placed bool, area box, skills smallint[])`

const read = 'known, unmet, times, pay, to_person, to_job'
const indexes = `
  CREATE UNLOGGED TABLE bench_near AS SELECT tile, ${read}, reach, x, y, z, id FROM bench_filling
    WHERE placed AND skills IS NULL ORDER BY tile;
  CREATE INDEX ON bench_near (tile) INCLUDE (${read}, reach, x, y, z, id);
  CREATE UNLOGGED TABLE bench_unplaced AS SELECT kind, behind, ${read}, id FROM bench_filling WHERE NOT placed AND skills IS NULL;
  CREATE INDEX ON bench_unplaced (kind, behind) INCLUDE (${read}, id);
  CREATE UNLOGGED TABLE bench_workless AS SELECT behind, ${read}, reach, x, y, z, id, placed, area, skills FROM bench_filling
    WHERE skills IS NOT NULL;
  CREATE INDEX ON bench_workless USING gist (area, behind) WHERE placed;
  CREATE INDEX ON bench_workless (behind) WHERE NOT placed;
  DROP TABLE bench_filling`

const rowsOf = function* (people: Iterable<PersonRow>, early: Early): Generator<object> {
  for (const row of personKindRows(people, early)) {
    const { kind, latitude, longitude, reach } = row
    const { north, east } = degreesOf(latitude, reach)
    const corners = [longitude - east, latitude - north, longitude + east, latitude + north]
    yield { ...row, tile: tileOf(kind, row, reach), area: `(${corners.join()})` }
  }
}

const { $, values } = createParameters({
  kind: 'int',
  times: 'int',
  hardTimes: 'int',
  payTop: 'int',
  musts: 'int',
  x: 'float8',
  y: 'float8',
  z: 'float8',
  reach: 'float8',
  payFrom: 'float8',
  hours: 'float8',
  recency: 'float8',
  price: 'float8',
  spot: 'box',
  low: 'int8[]',
  high: 'int8[]',
})

const select = `SELECT string_agg(id, ',') AS ids FROM (${peopleInSql({
  $,
  dialect: postgresDialect,
  sources: {
    near: (rows) => `SELECT row.* FROM unnest(${$('low')}, ${$('high')}) AS range (low, high)
      CROSS JOIN LATERAL (${rows('bench_near WHERE tile BETWEEN low AND high')}) row`,
    unplaced: (behind) => `bench_unplaced WHERE kind = ${$('kind')} AND behind <= ${behind}`,
    workless: (behind) => `bench_workless WHERE placed AND area @> ${$('spot')} AND behind <= ${behind}`,
    worklessUnplaced: (behind) => `bench_workless WHERE NOT placed AND behind <= ${behind}`,
    skills: `skills[${$('kind')} + 1]`,
  },
})}) listed`
