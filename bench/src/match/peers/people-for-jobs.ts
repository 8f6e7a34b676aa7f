import type { JobRow, PersonRow } from '@rolecall/match/engine'
import { bruteForce } from '@rolecall/match/testing/brute-force'
import { weights } from '@rolecall/match/weights'
import { now } from '../world.ts'
import { jobFacts, type PersonFacts, personFacts } from './facts.ts'
import { type TextIndex, textIndexes } from './in-memory.ts'
import { createKinds, type Kinds, token } from './kinds.ts'
import { openPostgres } from './postgres.ts'
import { peopleInPostgres } from './postgres-people.ts'
import { peerScore } from './score.ts'
import { ownExplained, ownIds, type PeersSetting, scan } from './setting.ts'
import { peopleInSqlite } from './sqlite-people.ts'
import { type PeerRow, peerOf, type Timed, tally, timeOf } from './timed.ts'

export const peopleTask = 'job on-site → best 50 people'

type Asking = PeersSetting & { readonly kinds: Kinds; readonly asked: readonly JobRow[] }

/** Each engine asked for the best people for a job. One index stands at a time. */
export const peopleForJobs = async (setting: PeersSetting): Promise<readonly PeerRow[]> => {
  const { engine, taxonomy } = setting
  const asked = jobsThatAsk(setting)
  const asking = { ...setting, asked, kinds: createKinds(taxonomy) }
  const timed = [
    await timeOf(peopleTask, asked, { ...ownIds, find: (job) => engine.rankPeople(job, scan), ids: (ids) => ids }),
    await timeOf(peopleTask, asked, {
      ...ownExplained,
      find: (job) => engine.peopleFor(job, scan),
      ids: (found) => found.map(({ personId }) => personId),
    }),
    ...(await fromPostgres(asking)),
    ...(await fromSqlite(asking)),
    ...(await fromMemory(asking)),
  ]
  return checked(timed, setting)
}

export const jobsThatAsk = ({ jobs, queries }: PeersSetting): readonly JobRow[] =>
  jobs.filter((job) => !job.posting.remote && asksNoExperience(job)).slice(0, queries)

/** Who meets all six constraints then fits in full. */
const asksNoExperience = ({ posting }: JobRow): boolean =>
  posting.requirements.every(({ kind }) => kind !== 'experience')

const fromPostgres = async ({ postgresUrl, world, kinds, asked }: Asking): Promise<readonly Timed<JobRow>[]> => {
  if (postgresUrl === undefined) return []
  const client = await openPostgres(postgresUrl)
  try {
    const peer = await peopleInPostgres(client, world.people(), kinds)
    const find = (job: JobRow) => peer.find(jobFacts(job), kinds.near(job.posting.occupation))
    return [await timeOf(peopleTask, asked, peerOf(peer, find))]
  } finally {
    await client.query('DROP TABLE IF EXISTS bench_people')
    await client.end()
  }
}

const fromSqlite = async ({ world, kinds, asked }: Asking): Promise<readonly Timed<JobRow>[]> => {
  const timed: Timed<JobRow>[] = []
  for (const peer of peopleInSqlite(world.people(), kinds)) {
    const find = (job: JobRow) => peer.find(jobFacts(job), kinds.near(job.posting.occupation))
    timed.push(await timeOf(peopleTask, asked, peerOf(peer, find)))
  }
  return timed
}

const fromMemory = async ({ world, kinds, asked }: Asking): Promise<readonly Timed<JobRow>[]> => {
  const people = new Map<string, PersonFacts>()
  for (const person of world.people()) people.set(person.id, personFacts(person))
  const documents = function* () {
    for (const { id, occupations } of people.values()) yield { id, text: occupations.map(token).join(' ') }
  }
  const find = (index: TextIndex) => (row: JobRow) => {
    const job = jobFacts(row)
    const near = kinds.near(job.occupation)
    return index.find(
      near.map(({ occupation }) => token(occupation)),
      (id) => {
        const person = people.get(id)
        return person === undefined ? undefined : peerScore(person, job, near)
      },
    )
  }
  const timed: Timed<JobRow>[] = []
  for (const build of textIndexes) {
    const index = await build(documents())
    timed.push(await timeOf(peopleTask, asked, peerOf(index, find(index))))
  }
  return timed
}

const checked = (timed: readonly Timed<JobRow>[], { taxonomy, world }: PeersSetting): readonly PeerRow[] => {
  const wanted = new Set(timed.flatMap(({ lists }) => [...lists.values()].flat()))
  const people = new Map<string, PersonRow>()
  for (const person of world.people()) if (wanted.has(person.id)) people.set(person.id, person)
  const { judge } = bruteForce({ taxonomy, weights })
  return timed.map((each) =>
    tally(each, (job, id) => {
      const person = people.get(id)
      return person !== undefined && judge(person, job, now) !== undefined
    }),
  )
}
