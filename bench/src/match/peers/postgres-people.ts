import type { PersonRow } from '@rolecall/match/engine'
import type pg from 'pg'
import { personFacts } from './facts.ts'
import type { Kinds } from './kinds.ts'
import { limit, type PeoplePeer } from './peer.ts'
import { fillTable } from './postgres.ts'
import { degreesOf, kmInSql, scoreInSql } from './score.ts'

/** People in PostgreSQL, a row for each kind of work, under GiST by kind and by the box that holds all that they reach. */
export const peopleInPostgres = async (
  client: pg.Client,
  people: Iterable<PersonRow>,
  kinds: Kinds,
): Promise<PeoplePeer> => {
  await client.query(`
    CREATE EXTENSION IF NOT EXISTS btree_gist;
    DROP TABLE IF EXISTS bench_people;
    CREATE UNLOGGED TABLE bench_people (id text, kind int, area box, latitude float8, longitude float8, placed bool, reach float8,
      times int, pay bigint, permit bool, english int, licences text[]);`)
  await fillTable(client, 'bench_people', rowsOf(people, kinds))
  await client.query(`
    CREATE INDEX ON bench_people USING gist (kind, area) WHERE placed AND permit;`)
  await client.query('VACUUM ANALYZE bench_people')
  return {
    name: 'PostgreSQL 15',
    leavesOut: '',
    async find(job, near) {
      const found = await client.query<{ id: string }>({
        name: 'people',
        text: select,
        values: [
          near.map(({ number }) => number),
          near.map(({ nearness }) => nearness),
          job.times,
          job.payTop,
          job.english,
          job.licence ?? null,
          job.latitude,
          job.longitude,
          job.reachKm,
        ],
      })
      return found.rows.map(({ id }) => id)
    },
  }
}

const rowsOf = function* (people: Iterable<PersonRow>, kinds: Kinds): Generator<object> {
  for (const person of people) {
    const { occupations, reachKm: reach, ...facts } = personFacts(person)
    const { north, east } = degreesOf(facts.latitude, reach)
    const corners = [facts.longitude - east, facts.latitude - north, facts.longitude + east, facts.latitude + north]
    const area = `(${corners.join()})`
    for (const kind of new Set(occupations)) yield { ...facts, reach, area, kind: kinds.number(kind) }
  }
}

const select = `
  SELECT id FROM (
    SELECT id, kind.nearness, reach,
      ${kmInSql({ latitude: 'latitude', longitude: 'longitude' }, { latitude: '$7', longitude: '$8' })} AS km
    FROM unnest($1::int[], $2::float8[]) AS kind (number, nearness) JOIN bench_people ON bench_people.kind = kind.number
    WHERE area @> box(point($8, $7), point($8, $7)) AND placed AND permit AND ($3::int & ~times) = 0 AND pay <= $4
      AND english >= $5 AND ($6::text IS NULL OR $6 = ANY (licences))
    OFFSET 0) found
  WHERE km <= least(reach, $9::float8) GROUP BY id ORDER BY max(${scoreInSql('nearness', 'km')}) DESC, id LIMIT ${limit}`
