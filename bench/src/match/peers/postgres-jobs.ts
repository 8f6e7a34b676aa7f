import type pg from 'pg'
import { anyReachKm, type JobFacts } from './facts.ts'
import type { Kinds } from './kinds.ts'
import { type JobsPeer, limit } from './peer.ts'
import { fillTable } from './postgres.ts'
import { degreesOf, kmInSql, scoreInSql } from './score.ts'

/** Jobs in PostgreSQL: those on site under GiST by kind of work and position, the remote ones under a B-tree by kind. */
export const jobsInPostgres = async (client: pg.Client, jobs: readonly JobFacts[], kinds: Kinds): Promise<JobsPeer> => {
  await client.query(`
    CREATE EXTENSION IF NOT EXISTS btree_gist;
    DROP TABLE IF EXISTS bench_jobs;
    CREATE UNLOGGED TABLE bench_jobs (id text, kind int, position point, latitude float8, longitude float8, remote bool,
      "reachKm" float8, times int, "payTop" bigint, english int, licence text);`)
  await fillTable(
    client,
    'bench_jobs',
    jobs.map(({ occupation, ...job }) => ({
      ...job,
      kind: kinds.number(occupation),
      position: `(${job.longitude},${job.latitude})`,
    })),
  )
  await client.query(`
    CREATE INDEX ON bench_jobs USING gist (kind, position) WHERE NOT remote;
    CREATE INDEX ON bench_jobs (kind) WHERE remote;`)
  await client.query('VACUUM ANALYZE bench_jobs')
  return {
    name: 'PostgreSQL 15',
    leavesOut: '',
    async find(person, near) {
      if (!person.permit) return []
      const { north, east } = degreesOf(person.latitude, person.reachKm)
      const { latitude, longitude } = person
      const found = await client.query<{ id: string }>({
        name: 'jobs',
        text: select,
        values: [
          near.map(({ number }) => number),
          near.map(({ nearness }) => nearness),
          person.times,
          person.pay,
          person.english,
          person.licences,
          latitude,
          longitude,
          person.reachKm,
          `((${longitude - east},${latitude - north}),(${longitude + east},${latitude + north}))`,
          person.placed,
          !person.againstRemote,
        ],
      })
      return found.rows.map(({ id }) => id)
    },
  }
}

const km = kmInSql({ latitude: 'latitude', longitude: 'longitude' }, { latitude: '$7', longitude: '$8' })
const candidates = (where: string): string => `
  SELECT id, nearness, remote, "reachKm", ${km} AS km
  FROM unnest($1::int[], $2::float8[]) AS kind (number, nearness) JOIN bench_jobs ON bench_jobs.kind = kind.number
  WHERE ${where} AND (times & ~$3::int) = 0 AND "payTop" >= $4 AND english <= $5
    AND (licence IS NULL OR licence = ANY ($6::text[]))
  OFFSET 0`

const select = `
  SELECT id FROM (
    SELECT id, nearness, km FROM (${candidates('NOT remote AND $11::bool AND position <@ $10::box')}) near
    WHERE km <= least("reachKm", $9::float8)
    UNION ALL
    SELECT id, nearness, 0 FROM (${candidates('remote AND $12::bool')}) remote
    WHERE "reachKm" >= ${anyReachKm} OR ($11 AND km <= "reachKm")) found
  ORDER BY ${scoreInSql('nearness', 'km')} DESC, id LIMIT ${limit}`
