import { DatabaseSync } from 'node:sqlite'
import type { PersonRow } from '@rolecall/match/engine'
import { type JobFacts, personFacts, token } from './facts.ts'

const limit = 50

/** People in SQLite: tokens in FTS5, the constraints in columns beside. */
export const indexInSqlite = (people: Iterable<PersonRow>) => {
  const database = new DatabaseSync(':memory:')
  database.exec(`
    CREATE TABLE people (row INTEGER PRIMARY KEY, id TEXT, latitude REAL, longitude REAL, placed INT, reach REAL,
      against_remote INT, times INT, pay INT, permit INT, english INT, licences TEXT);
    CREATE VIRTUAL TABLE tokens USING fts5(text, content='', columnsize=1, detail=full);`)
  const row = database.prepare('INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const text = database.prepare('INSERT INTO tokens (rowid, text) VALUES (?, ?)')
  database.exec('BEGIN')
  let number = 0
  for (const person of people) {
    number += 1
    const one = personFacts(person)
    row.run(
      number,
      one.id,
      one.latitude,
      one.longitude,
      Number(one.placed),
      one.reachKm,
      Number(one.againstRemote),
      one.times,
      one.pay,
      Number(one.permit),
      one.english,
      `,${one.licences.join(',')},`,
    )
    const tokens = [...one.occupations.map((each) => token('o', each)), ...one.skills.map((each) => token('s', each))]
    text.run(number, tokens.join(' '))
  }
  database.exec('COMMIT')
  const select = database.prepare(`
    SELECT people.id FROM tokens JOIN people ON people.row = tokens.rowid
    WHERE tokens MATCH :tokens AND permit = 1 AND (:times & ~times) = 0 AND pay <= :payTop AND english >= :english
      AND (:licence = '' OR instr(licences, ',' || :licence || ',') > 0) AND (:remote = 0 OR against_remote = 0)
      AND (min(:reach, iif(:remote, 30000, reach)) >= 30000 OR (placed = 1 AND
        12742.0176 * asin(sqrt(pow(sin(radians(latitude - :latitude) / 2), 2)
          + cos(radians(latitude)) * cos(radians(:latitude)) * pow(sin(radians(longitude - :longitude) / 2), 2)))
        <= min(:reach, iif(:remote, 30000, reach))))
    ORDER BY bm25(tokens) LIMIT ${limit}`)
  return {
    name: 'node:sqlite FTS5',
    leavesOut: 'score by BM25 of tokens alone',
    find: (job: JobFacts, near: readonly string[]): readonly string[] =>
      select
        .all({
          ':tokens': `(${near.map((each) => token('o', each)).join(' OR ')})`,
          ':times': job.times,
          ':payTop': job.payTop,
          ':english': job.english,
          ':licence': job.licence ?? '',
          ':remote': Number(job.remote),
          ':reach': job.reachKm,
          ':latitude': job.latitude,
          ':longitude': job.longitude,
        })
        .map(({ id }) => String(id)),
  }
}
