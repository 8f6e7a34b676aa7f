import type { PersonRow } from '@rolecall/match/engine'
import pg from 'pg'
import { type JobFacts, personFacts } from './facts.ts'

const limit = 50
const batch = 5000
/** Who travels farther is looked for in a wider box. Kilometres. */
const usualReachKm = 50
const widestReachKm = 1000
const kmPerDegree = 110.5

/** People in PostgreSQL: occupations under GIN, positions under GiST, who travels far apart. */
export const indexInPostgres = async (url: string, people: Iterable<PersonRow>) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`
    DROP TABLE IF EXISTS bench_people;
    CREATE UNLOGGED TABLE bench_people (id text, latitude float8, longitude float8, placed bool, "reachKm" float8,
      "againstRemote" bool, times int, pay bigint, permit bool, english int, licences text[], occupations text[]);`)
  let rows: unknown[] = []
  const flush = async () => {
    await client.query('INSERT INTO bench_people SELECT * FROM json_populate_recordset(NULL::bench_people, $1)', [
      JSON.stringify(rows),
    ])
    rows = []
  }
  for (const person of people) {
    const { skills: _, ...facts } = personFacts(person)
    rows.push(facts)
    if (rows.length === batch) await flush()
  }
  if (rows.length > 0) await flush()
  await client.query(`
    CREATE INDEX ON bench_people USING gin (occupations);
    CREATE INDEX ON bench_people USING gist (point(longitude, latitude)) WHERE "reachKm" <= ${usualReachKm};
    CREATE INDEX ON bench_people USING gist (point(longitude, latitude)) WHERE "reachKm" > ${usualReachKm};
    ANALYZE bench_people;`)
  return {
    name: 'PostgreSQL 15',
    leavesOut: 'ordered by distance alone; on-site only; over a local socket',
    async find(job: JobFacts, near: readonly string[]): Promise<readonly string[]> {
      const found = await client.query<{ id: string }>({ name: 'best', text: select, values: valuesOf(job, near) })
      return found.rows.map(({ id }) => id)
    },
    close: () => client.end(),
  }
}

const boxAround = ({ latitude, longitude }: JobFacts, km: number): string => {
  const north = km / kmPerDegree
  const east = north / Math.cos((latitude * Math.PI) / 180)
  return `((${longitude - east},${latitude - north}),(${longitude + east},${latitude + north}))`
}

const valuesOf = (job: JobFacts, near: readonly string[]): unknown[] => [
  near,
  job.times,
  job.payTop,
  job.english,
  job.licence === undefined ? [] : [job.licence],
  job.latitude,
  job.longitude,
  job.reachKm,
  boxAround(job, Math.min(usualReachKm, job.reachKm)),
  boxAround(job, Math.min(widestReachKm, job.reachKm)),
]

const branch = (box: string, reach: string): string => `
  SELECT id, 12742.0176 * asin(sqrt(sin(radians(latitude - $6) / 2) ^ 2
      + cos(radians(latitude)) * cos(radians($6)) * sin(radians(longitude - $7) / 2) ^ 2)) AS km, "reachKm"
  FROM bench_people
  WHERE ${reach} AND point(longitude, latitude) <@ ${box}::box AND occupations && $1::text[] AND placed AND permit
    AND ($2::int & ~times) = 0 AND pay <= $3 AND english >= $4 AND licences @> $5::text[]`

const select = `SELECT id FROM (${branch('$9', `"reachKm" <= ${usualReachKm}`)} UNION ALL ${branch('$10', `"reachKm" > ${usualReachKm}`)}) found
  WHERE km <= least("reachKm", $8) ORDER BY km, id LIMIT ${limit}`
