import { DatabaseSync } from 'node:sqlite'
import type { JobRow } from '@rolecall/match/engine'
import type { Kinds } from '../kinds.ts'
import type { JobsFinder } from './finder.ts'
import { jobTerms } from './job-terms.ts'
import { type JobsParameter, jobsInSql } from './jobs-sql.ts'
import { jobsQuery } from './person-query.ts'
import { sqliteDialect } from './sqlite-sql.ts'

/** Jobs in SQLite, kept in the order of kind of work and latitude; the remote ones apart. */
export const jobsInSqlite = (jobs: Iterable<JobRow>, kinds: Kinds): JobsFinder => {
  const database = new DatabaseSync(':memory:')
  fill(database, jobs, kinds)
  const select = database.prepare(selectText)
  return (rows, remote) => {
    const [first] = rows
    if (first === undefined) return []
    const own = rows.map(({ kind, known, unmet, to_person, to_job }) => ({ kind, known, unmet, to_person, to_job }))
    return select.all({ ...jobsQuery(first, remote), own: JSON.stringify(own) }).map(({ id }) => String(id))
  }
}

const fill = (database: DatabaseSync, jobs: Iterable<JobRow>, kinds: Kinds): void => {
  database.exec(`
    CREATE TABLE jobs (remote INT, kind INT, latitude REAL, id TEXT, times INT, hard_times INT, musts INT, pay_from REAL,
      pay_top REAL, hours REAL, published REAL, price REAL, reach REAL, x REAL, y REAL, z REAL,
      PRIMARY KEY (remote, kind, latitude, id)) WITHOUT ROWID;
    BEGIN`)
  const put = database.prepare('INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  for (const row of jobs) {
    const job = jobTerms(row)
    const { id, latitude, times, hardTimes, musts, payFrom, payTop, hours, publishedAt, price, reachKm, x, y, z } = job
    const checked = [times, hardTimes, musts, payFrom, payTop, hours, publishedAt, price, reachKm] as const
    put.run(Number(job.remote), kinds.number(job.occupation), latitude, id, ...checked, x, y, z)
  }
  database.exec('COMMIT; ANALYZE')
}

const $ = (name: JobsParameter | 'own') => `:${name}`

/** What the person is to each kind of their work, read out of the text once. */
const own = `own AS MATERIALIZED (SELECT value ->> 'kind' AS own_kind, value ->> 'known' AS known, value ->> 'unmet' AS unmet,
  value ->> 'to_person' AS to_person, value ->> 'to_job' AS to_job FROM json_each(${$('own')}))`

const selectText = `WITH ${own} ${jobsInSql({
  $,
  dialect: sqliteDialect,
  onSite: `own CROSS JOIN jobs WHERE remote = 0 AND kind = own_kind AND latitude BETWEEN ${$('south')} AND ${$('north')}`,
  atHome: 'own CROSS JOIN jobs WHERE remote = 1 AND kind = own_kind',
})}`
