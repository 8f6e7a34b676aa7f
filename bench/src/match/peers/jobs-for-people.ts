import type { PersonRow } from '@rolecall/match/engine'
import { bruteForce } from '@rolecall/match/testing/brute-force'
import { weights } from '@rolecall/match/weights'
import { now } from '../world.ts'
import { type JobFacts, jobFacts, personFacts } from './facts.ts'
import { type TextIndex, textIndexes } from './in-memory.ts'
import { createKinds, type Kinds, token } from './kinds.ts'
import type { JobsPeer } from './peer.ts'
import { openPostgres } from './postgres.ts'
import { jobsInPostgres } from './postgres-jobs.ts'
import { peerScore } from './score.ts'
import { ownExplained, ownIds, type PeersSetting, scan } from './setting.ts'
import { jobsInSqlite } from './sqlite-jobs.ts'
import { type Asked, type PeerRow, peerOf, tally, timeOf } from './timed.ts'

export const onSiteTask = 'person → best 50 on-site jobs'
export const anyTask = 'person → best 50 jobs, remote too'

/** Each engine asked for the best jobs for a person: those on site, then remote ones too. */
export const jobsForPeople = async (setting: PeersSetting): Promise<readonly PeerRow[]> => {
  const { taxonomy, engine, jobs, postgresUrl } = setting
  const kinds = createKinds(taxonomy)
  const facts = jobs.map(jobFacts)
  const asked = peopleWhoAsk(setting)
  const onSite = asked.map(onSiteAlone)
  const { judge } = bruteForce({ taxonomy, weights })
  const jobOf = new Map(jobs.map((job) => [job.id, job]))
  const fits = (person: PersonRow, id: string) => {
    const job = jobOf.get(id)
    return job !== undefined && judge(person, job, now) !== undefined
  }
  const rows: PeerRow[] = []
  const time = async <Answer>(one: Asked<PersonRow, Answer>) => {
    rows.push(tally(await timeOf(onSiteTask, onSite, one), fits))
    rows.push(tally(await timeOf(anyTask, asked, one), fits))
  }
  await time({ ...ownIds, find: (person) => engine.rankJobs(person, scan), ids: (ids) => ids })
  await time({
    ...ownExplained,
    find: (person) => engine.jobsFor(person, scan),
    ids: (found) => found.map(({ jobId }) => jobId),
  })
  if (postgresUrl !== undefined) {
    const client = await openPostgres(postgresUrl)
    try {
      await time(inTables(await jobsInPostgres(client, facts, kinds), kinds))
    } finally {
      await client.query('DROP TABLE IF EXISTS bench_jobs')
      await client.end()
    }
  }
  for (const peer of jobsInSqlite(facts, kinds)) await time(inTables(peer, kinds))
  const documents = facts.map(({ id, occupation }) => ({ id, text: token(occupation) }))
  for (const build of textIndexes) await time(inText(await build(documents), facts, kinds))
  return rows.toSorted((a, b) => Number(a.task === anyTask) - Number(b.task === anyTask))
}

/** People who named some work. */
export const peopleWhoAsk = ({ people, queries }: PeersSetting): readonly PersonRow[] =>
  people.filter(({ profile }) => profile.work.length > 0).slice(0, queries)

export const onSiteAlone = (person: PersonRow): PersonRow => ({
  ...person,
  profile: { ...person.profile, remote: false },
})

const inTables = (peer: JobsPeer, kinds: Kinds) =>
  peerOf(peer, (row: PersonRow) => {
    const person = personFacts(row)
    return peer.find(person, kinds.nearTo(person.occupations))
  })

const inText = (index: TextIndex, facts: readonly JobFacts[], kinds: Kinds) => {
  const factsOf = new Map(facts.map((job) => [job.id, job]))
  return peerOf(index, (row: PersonRow) => {
    const person = personFacts(row)
    return index.find(
      kinds.nearTo(person.occupations).map(({ occupation }) => token(occupation)),
      (id) => {
        const job = factsOf.get(id)
        return job === undefined ? undefined : peerScore(person, job, kinds.near(job.occupation))
      },
    )
  })
}
