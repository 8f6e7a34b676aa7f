import type { JobRow, PersonRow } from '@rolecall/match/engine'
import type pg from 'pg'
import { createKinds } from '../kinds.ts'
import { openPostgres } from '../postgres.ts'
import { ownExplained, ownIds, type PeersSetting, scan } from '../setting.ts'
import { asked, compare, type SameRow } from './compared.ts'
import { createEarly } from './early.ts'
import type { JobsFinder, PeopleFinder } from './finder.ts'
import { jobTerms } from './job-terms.ts'
import { personKindRows } from './people-rows.ts'
import { dropJobs, jobsInPostgres } from './postgres-jobs.ts'
import { dropPeople, peopleInPostgres } from './postgres-people.ts'
import { jobsInSqlite } from './sqlite-jobs.ts'
import { peopleInSqlite } from './sqlite-people.ts'

/** The queries of a task, as the other comparison asks them. */
export type SameTasks = {
  readonly people: { readonly task: string; readonly asked: readonly JobRow[] }
  readonly jobs: readonly { readonly task: string; readonly asked: readonly PersonRow[] }[]
}

/**
 * PostgreSQL and SQLite asked for the very lists of this engine: all six parts of the score in its whole numbers, partial fits, equal
 * scores by id. What the score needs of a person alone is kept beside each kind of work that is near to theirs when they are written.
 */
export const sameLists = async (setting: PeersSetting, tasks: SameTasks): Promise<readonly SameRow[]> => {
  const { taxonomy, world, jobs, postgresUrl } = setting
  const kinds = createKinds(taxonomy)
  const early = createEarly(taxonomy, kinds)
  const client = postgresUrl === undefined ? undefined : await openPostgres(postgresUrl)
  try {
    const people = new Map<string, PeopleFinder>()
    if (client !== undefined) people.set(postgres, await peopleInPostgres(client, world.people(), early))
    people.set(sqlite, peopleInSqlite(world.people(), early))
    const found = [...(await comparePeople(setting, tasks, people))]
    people.clear()
    const finders = new Map<string, JobsFinder>()
    if (client !== undefined) finders.set(postgres, await jobsInPostgres(client, jobs, kinds))
    finders.set(sqlite, jobsInSqlite(jobs, kinds))
    return [...found, ...(await compareJobs(setting, tasks, finders))]
  } finally {
    await close(client)
  }
}

const [postgres, sqlite] = ['PostgreSQL 15', 'node:sqlite']

const close = async (client: pg.Client | undefined): Promise<void> => {
  await client?.query(`${dropPeople}; ${dropJobs}`)
  await client?.end()
}

const comparePeople = (
  { engine, taxonomy }: PeersSetting,
  { people }: SameTasks,
  finders: ReadonlyMap<string, PeopleFinder>,
): Promise<readonly SameRow[]> => {
  const kinds = createKinds(taxonomy)
  return compare(people.task, people.asked, [
    { ...ownIds, find: (job) => engine.rankPeople(job, scan), ids: (ids) => ids },
    { ...ownExplained, find: (job) => engine.peopleFor(job, scan).map(({ personId }) => personId), ids: (ids) => ids },
    ...[...finders].map(([name, find]) =>
      asked(name, (job: JobRow) => find(jobTerms(job), kinds.number(job.posting.occupation))),
    ),
  ])
}

const compareJobs = async (
  { engine, taxonomy }: PeersSetting,
  { jobs }: SameTasks,
  finders: ReadonlyMap<string, JobsFinder>,
): Promise<readonly SameRow[]> => {
  const early = createEarly(taxonomy, createKinds(taxonomy))
  const rows: SameRow[] = []
  for (const { task, asked: people } of jobs) {
    // They stand in the table of people, so that asking need not work them out.
    const stored = new Map(people.map((person) => [person, [...personKindRows([person], early)]]))
    const found = await compare(task, people, [
      { ...ownIds, find: (person) => engine.rankJobs(person, scan), ids: (ids) => ids },
      { ...ownExplained, find: (person) => engine.jobsFor(person, scan).map(({ jobId }) => jobId), ids: (ids) => ids },
      ...[...finders].map(([name, find]) =>
        asked(name, (person: PersonRow) => find(stored.get(person) ?? [], person.profile.remote !== false)),
      ),
    ])
    rows.push(...found)
  }
  return rows
}
