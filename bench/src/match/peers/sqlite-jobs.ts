import { DatabaseSync } from 'node:sqlite'
import { anyReachKm, type JobFacts } from './facts.ts'
import { type Kinds, token } from './kinds.ts'
import { type JobsPeer, limit } from './peer.ts'
import { degreesOf, kmInSql, scoreInSql } from './score.ts'

/** Jobs in SQLite: kinds of work in FTS5, or with positions in an R*Tree and the remote ones by kind; the constraints in columns. */
export const jobsInSqlite = (jobs: readonly JobFacts[], kinds: Kinds): readonly JobsPeer[] => {
  const database = new DatabaseSync(':memory:')
  fill(database, jobs, kinds)
  return [
    { name: 'node:sqlite FTS5', leavesOut: '', find: search(database, fromTokens) },
    { name: 'node:sqlite R*Tree', leavesOut: '', find: search(database, `${fromPlaces} UNION ALL ${fromRemote}`) },
  ]
}

const fill = (database: DatabaseSync, jobs: readonly JobFacts[], kinds: Kinds): void => {
  database.exec(`
    CREATE TABLE jobs (row INTEGER PRIMARY KEY, id TEXT, kind INT, latitude REAL, longitude REAL, remote INT, reach REAL,
      times INT, pay INT, english INT, licence TEXT);
    CREATE VIRTUAL TABLE tokens USING fts5(text, content='', detail=none, columnsize=0);
    CREATE VIRTUAL TABLE places USING rtree(row, kind0, kind1, south, north, west, east);
    BEGIN`)
  const put = database.prepare('INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const putText = database.prepare('INSERT INTO tokens (rowid, text) VALUES (?, ?)')
  const putPlace = database.prepare('INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?)')
  for (const [index, job] of jobs.entries()) {
    const [row, kind, remote] = [index + 1, kinds.number(job.occupation), Number(job.remote)]
    const { id, latitude, longitude, reachKm, times, payTop, english, licence = '' } = job
    put.run(row, id, kind, latitude, longitude, remote, reachKm, times, payTop, english, licence)
    putText.run(row, token(job.occupation))
    if (!job.remote) putPlace.run(row, kind, kind, latitude, latitude, longitude, longitude)
  }
  database.exec('COMMIT; CREATE INDEX remote_jobs ON jobs (kind) WHERE remote = 1')
}

const columns = `jobs.id, kind.value ->> 'nearness' AS nearness, latitude, longitude, remote, reach, times, pay, english, licence
  FROM json_each(:kinds) AS kind CROSS JOIN`
const fromTokens = `
  SELECT ${columns} tokens ON tokens MATCH kind.value ->> 'token' CROSS JOIN jobs ON jobs.row = tokens.rowid
  WHERE (remote = 0 OR :remote = 1) AND (remote = 1 OR :placed = 1)`
const fromPlaces = `
  SELECT ${columns} places ON kind0 <= kind.value ->> 'number' AND kind1 >= kind.value ->> 'number' AND south <= :north
    AND north >= :south AND west <= :east AND east >= :west CROSS JOIN jobs ON jobs.row = places.row
  WHERE :placed = 1`
const fromRemote = `
  SELECT ${columns} jobs ON jobs.kind = kind.value ->> 'number' WHERE remote = 1 AND :remote = 1`
const km = kmInSql({ latitude: 'latitude', longitude: 'longitude' }, { latitude: ':latitude', longitude: ':longitude' })

const search = (database: DatabaseSync, from: string): JobsPeer['find'] => {
  const select = database.prepare(`
    SELECT id FROM (
      SELECT id, nearness, remote, ${km} AS km, iif(remote, reach, min(reach, :reach)) AS least FROM (${from})
      WHERE (times & ~:times) = 0 AND pay >= :pay AND english <= :english
        AND (licence = '' OR instr(:licences, ',' || licence || ',') > 0))
    WHERE least >= ${anyReachKm} OR (:placed = 1 AND km <= least)
    ORDER BY ${scoreInSql('nearness', 'iif(remote, 0, km)')} DESC, id LIMIT ${limit}`)
  return (person, near) => {
    if (!person.permit) return []
    const { north, east } = degreesOf(person.latitude, person.reachKm)
    const box = {
      ':south': person.latitude - north,
      ':north': person.latitude + north,
      ':west': person.longitude - east,
      ':east': person.longitude + east,
    }
    const values = {
      ':kinds': JSON.stringify(near.map((kind) => ({ ...kind, token: token(kind.occupation) }))),
      ':times': person.times,
      ':pay': person.pay,
      ':english': person.english,
      ':licences': `,${person.licences.join(',')},`,
      ':reach': person.reachKm,
      ':latitude': person.latitude,
      ':longitude': person.longitude,
      ':placed': Number(person.placed),
      ':remote': Number(!person.againstRemote),
    }
    // SQLite refuses a value that a statement does not name.
    const named = from === fromTokens ? values : { ...values, ...box }
    return select.all(named).map(({ id }) => String(id))
  }
}
