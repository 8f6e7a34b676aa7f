import { DatabaseSync } from 'node:sqlite'
import type { PersonRow } from '@rolecall/match/engine'
import { personFacts } from './facts.ts'
import { type Kinds, token } from './kinds.ts'
import { limit, type PeoplePeer } from './peer.ts'
import { degreesOf, kmInSql, scoreInSql } from './score.ts'

/** People in SQLite: kinds of work in FTS5, or with the box of all that they reach in an R*Tree; the constraints in columns beside. */
export const peopleInSqlite = (people: Iterable<PersonRow>, kinds: Kinds): readonly PeoplePeer[] => {
  const database = new DatabaseSync(':memory:')
  fill(database, people, kinds)
  return [
    { name: 'node:sqlite FTS5', leavesOut: '', find: search(database, fromTokens) },
    { name: 'node:sqlite R*Tree', leavesOut: '', find: search(database, fromAreas) },
  ]
}

const fill = (database: DatabaseSync, people: Iterable<PersonRow>, kinds: Kinds): void => {
  database.exec(`
    CREATE TABLE people (row INTEGER PRIMARY KEY, id TEXT, latitude REAL, longitude REAL, placed INT, reach REAL,
      times INT, pay INT, permit INT, english INT, licences TEXT);
    CREATE VIRTUAL TABLE tokens USING fts5(text, content='', detail=none, columnsize=0);
    CREATE VIRTUAL TABLE areas USING rtree(row, kind0, kind1, south, north, west, east, +person INT);
    BEGIN`)
  const put = database.prepare('INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const putText = database.prepare('INSERT INTO tokens (rowid, text) VALUES (?, ?)')
  const putArea = database.prepare('INSERT INTO areas VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)')
  let row = 0
  for (const person of people) {
    row += 1
    const { id, latitude, longitude, reachKm, times, pay, english, ...one } = personFacts(person)
    const [placed, permit] = [Number(one.placed), Number(one.permit)]
    const licences = `,${one.licences.join(',')},`
    put.run(row, id, latitude, longitude, placed, reachKm, times, pay, permit, english, licences)
    putText.run(row, one.occupations.map(token).join(' '))
    if (!one.placed || !one.permit) continue
    const { north, east } = degreesOf(latitude, reachKm)
    for (const kind of new Set(one.occupations.map(kinds.number)))
      putArea.run(kind, kind, latitude - north, latitude + north, longitude - east, longitude + east, row)
  }
  database.exec('COMMIT')
}

const fromTokens = `tokens ON tokens MATCH kind.value ->> 'token' CROSS JOIN people ON people.row = tokens.rowid`
const fromAreas = `areas ON kind0 <= kind.value ->> 'number' AND kind1 >= kind.value ->> 'number' AND south <= :latitude
  AND north >= :latitude AND west <= :longitude AND east >= :longitude CROSS JOIN people ON people.row = areas.person`
const km = kmInSql({ latitude: 'latitude', longitude: 'longitude' }, { latitude: ':latitude', longitude: ':longitude' })

const search = (database: DatabaseSync, from: string): PeoplePeer['find'] => {
  const select = database.prepare(`
    SELECT id FROM (
      SELECT people.id, kind.value ->> 'nearness' AS nearness, ${km} AS km, min(reach, :reach) AS least
      FROM json_each(:kinds) AS kind CROSS JOIN ${from}
      WHERE placed = 1 AND permit = 1 AND (:times & ~times) = 0 AND pay <= :payTop AND english >= :english
        AND (:licence = '' OR instr(licences, ',' || :licence || ',') > 0))
    WHERE km <= least GROUP BY id ORDER BY max(${scoreInSql('nearness', 'km')}) DESC, id LIMIT ${limit}`)
  return (job, near) =>
    select
      .all({
        ':kinds': JSON.stringify(near.map((kind) => ({ ...kind, token: token(kind.occupation) }))),
        ':times': job.times,
        ':payTop': job.payTop,
        ':english': job.english,
        ':licence': job.licence ?? '',
        ':reach': job.reachKm,
        ':latitude': job.latitude,
        ':longitude': job.longitude,
      })
      .map(({ id }) => String(id))
}
