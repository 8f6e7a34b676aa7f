import type { JobRow } from '@rolecall/match/engine'
import type pg from 'pg'
import type { Kinds } from '../kinds.ts'
import { fillTable } from '../postgres.ts'
import type { JobsFinder } from './finder.ts'
import { jobTerms } from './job-terms.ts'
import { jobsInSql } from './jobs-sql.ts'
import { jobsQuery } from './person-query.ts'
import { createParameters, postgresDialect, postgresSettings } from './postgres-sql.ts'

/** Jobs in PostgreSQL under B-trees that cover the query: by kind of work and latitude, the remote ones by kind. */
export const jobsInPostgres = async (client: pg.Client, jobs: Iterable<JobRow>, kinds: Kinds): Promise<JobsFinder> => {
  await client.query(`
    ${dropJobs};
    CREATE UNLOGGED TABLE bench_same_jobs (remote bool, kind int, times int, hard_times int, musts int, pay_top int,
      pay_from float8, hours float8, published float8, price float8, reach float8, latitude float8, x float8, y float8, z float8,
      id text COLLATE "C")`)
  await fillTable(client, 'bench_same_jobs', rowsOf(jobs, kinds))
  await client.query(`
    CREATE INDEX ON bench_same_jobs (kind, latitude) INCLUDE (${read}) WHERE NOT remote;
    CREATE INDEX ON bench_same_jobs (kind) INCLUDE (${read}) WHERE remote`)
  await client.query('VACUUM ANALYZE bench_same_jobs')
  await client.query(postgresSettings)
  return async (rows, remote) => {
    const [first] = rows
    if (first === undefined) return []
    const found = await client.query<{ ids: string | null }>({
      name: 'same jobs',
      text: select,
      values: values({
        ...jobsQuery(first, remote),
        kinds: rows.map(({ kind }) => kind),
        known: rows.map(({ known }) => known),
        unmet: rows.map(({ unmet }) => unmet),
        toPerson: rows.map(({ to_person }) => to_person),
        toJob: rows.map(({ to_job }) => to_job),
      }),
    })
    return found.rows[0]?.ids?.split(',') ?? []
  }
}

export const dropJobs = 'DROP TABLE IF EXISTS bench_same_jobs'

const read = 'times, hard_times, musts, pay_top, pay_from, hours, published, price, reach, x, y, z, id'

const rowsOf = function* (jobs: Iterable<JobRow>, kinds: Kinds): Generator<object> {
  for (const row of jobs) {
    const job = jobTerms(row)
    yield {
      ...job,
      kind: kinds.number(job.occupation),
      hard_times: job.hardTimes,
      pay_top: job.payTop,
      pay_from: job.payFrom,
      published: job.publishedAt,
      reach: job.reachKm,
    }
  }
}

const { $, values } = createParameters({
  times: 'int',
  pay: 'int',
  x: 'float8',
  y: 'float8',
  z: 'float8',
  reach: 'float8',
  placed: 'int',
  remote: 'int',
  south: 'float8',
  north: 'float8',
  now: 'float8',
  kinds: 'int[]',
  known: 'int[]',
  unmet: 'int[]',
  toPerson: 'int[]',
  toJob: 'int[]',
})

const from = (where: string) => `
  unnest(${$('kinds')}, ${$('known')}, ${$('unmet')}, ${$('toPerson')}, ${$('toJob')})
    AS own (own_kind, known, unmet, to_person, to_job)
  CROSS JOIN LATERAL (SELECT ${read} FROM bench_same_jobs WHERE kind = own_kind AND ${where} OFFSET 0) job WHERE true`

const select = `SELECT string_agg(id, ',') AS ids FROM (${jobsInSql({
  $,
  dialect: postgresDialect,
  onSite: from(`NOT remote AND latitude BETWEEN ${$('south')} AND ${$('north')}`),
  atHome: from(`remote AND ${$('remote')} = 1`),
})}) listed`
