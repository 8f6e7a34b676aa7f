import type { JobRow, MatchEngine, PersonRow } from '@rolecall/match/engine'
import { bruteForce } from '@rolecall/match/testing/brute-force'
import { weights } from '@rolecall/match/weights'
import type { Taxonomy } from '@rolecall/taxonomy/types'
import { quantile } from '../../statistics.ts'
import { measure, measureAsync, type Timing } from '../measure.ts'
import { now, type World } from '../world.ts'
import { createNear, holds, jobFacts, personFacts, token } from './facts.ts'
import { indexInLunr, indexInMiniSearch, indexInOrama, type TextIndex } from './in-memory.ts'
import { indexInPostgres } from './postgres.ts'
import { indexInSqlite } from './sqlite.ts'

type Setting = {
  readonly taxonomy: Taxonomy
  readonly world: World
  readonly engine: MatchEngine
  readonly jobs: readonly JobRow[]
  readonly people: readonly PersonRow[]
  readonly queries: number
  /** Where a PostgreSQL for benches is; without it that one is left out. */
  readonly postgresUrl: string | undefined
}

type PeerRow = { readonly timing: Timing; readonly leavesOut: string; readonly rows: number; readonly feasible: number }

/** Other engines on the same people, jobs and constraints. What each returns is checked pair by pair. */
export const benchPeers = async (setting: Setting): Promise<readonly string[]> => {
  const rows = [...(await forJobs(setting)), ...(await forPeople(setting))]
  const ms = ({ timing }: PeerRow, share: number) => quantile(timing.ms, share).toFixed(2)
  return [
    '| task | engine | p50 ms | p95 ms | p99 ms | rows a list | of them feasible | what it leaves out |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => {
      const [task, engine] = row.timing.name.split(' / ')
      const shares = [0.5, 0.95, 0.99].map((share) => ms(row, share)).join(' | ')
      return `| ${task} | ${engine} | ${shares} | ${row.rows.toFixed(1)} | ${(100 * row.feasible).toFixed(1)} % | ${row.leavesOut} |`
    }),
  ]
}

/** Jobs that ask for no experience: who meets all six constraints fits in full. */
const asksNoExperience = ({ posting }: JobRow): boolean =>
  posting.requirements.every(({ kind }) => kind !== 'experience')

type Timed = {
  readonly timing: Timing
  readonly leavesOut: string
  readonly found: ReadonlyMap<string, readonly string[]>
}

const task = 'job on-site → best 50 people'
/** What the others return, and what people read. */
const ownName = 'this engine'
const explainedName = 'this engine, explained'
const idsAlone = 'ids alone, as the others'

const forJobs = async (setting: Setting): Promise<readonly PeerRow[]> => {
  const { taxonomy, world, engine, jobs, queries } = setting
  const asked = jobs.filter((job) => !job.posting.remote && asksNoExperience(job)).slice(0, queries)
  const scan = { limit: 50, now }
  const own = new Map<string, readonly string[]>()
  const timing = measure(`${task} / ${ownName}`, asked, (job) => own.set(job.id, engine.rankPeople(job, scan)))
  const explained = measure(`${task} / ${explainedName}`, asked, (job) => engine.peopleFor(job, scan))
  const near = createNear(taxonomy)
  const timed: Timed[] = [
    { timing, leavesOut: idsAlone, found: own },
    { timing: explained, leavesOut: '', found: own },
    inSqlite(setting, asked, near),
  ]
  if (setting.postgresUrl !== undefined) timed.push(await inPostgres(setting.postgresUrl, setting, asked))
  const wanted = new Set(timed.flatMap(({ found }) => [...found.values()].flat()))
  const people = new Map<string, PersonRow>()
  for (const person of world.people()) if (wanted.has(person.id)) people.set(person.id, person)
  const { judge } = bruteForce({ taxonomy, weights })
  const fits = (job: JobRow) => (id: string) => {
    const person = people.get(id)
    return person !== undefined && judge(person, job, now) !== undefined
  }
  return timed.map(({ found, ...row }) => ({
    ...row,
    ...tally(asked.map((job) => [found.get(job.id) ?? [], fits(job)])),
  }))
}

const inSqlite = (
  { taxonomy, world }: Setting,
  asked: readonly JobRow[],
  near: ReturnType<typeof createNear>,
): Timed => {
  const sqlite = indexInSqlite(world.people())
  const found = new Map<string, readonly string[]>()
  const timing = measure(`${task} / ${sqlite.name}`, asked, (job) =>
    found.set(job.id, sqlite.find(jobFacts(job, taxonomy), near(job.posting.occupation))),
  )
  return { timing, leavesOut: sqlite.leavesOut, found }
}

const inPostgres = async (url: string, { taxonomy, world }: Setting, asked: readonly JobRow[]): Promise<Timed> => {
  const postgres = await indexInPostgres(url, world.people())
  const near = createNear(taxonomy)
  const found = new Map<string, readonly string[]>()
  const timing = await measureAsync(`${task} / ${postgres.name}`, asked, async (job) =>
    found.set(job.id, await postgres.find(jobFacts(job, taxonomy), near(job.posting.occupation))),
  )
  await postgres.close()
  return { timing, leavesOut: postgres.leavesOut, found }
}

const forPeople = async ({ taxonomy, engine, jobs, people, queries }: Setting): Promise<readonly PeerRow[]> => {
  const task = 'person → best 50 jobs'
  const asked = people.filter(({ profile }) => profile.work.length > 0).slice(0, queries)
  const facts = jobs.map((job) => jobFacts(job, taxonomy))
  const [factsOf, jobOf] = [new Map(facts.map((job) => [job.id, job])), new Map(jobs.map((job) => [job.id, job]))]
  const near = createNear(taxonomy)
  const sets = new Map<string, ReadonlySet<string>>()
  const nearSet = (occupation: string): ReadonlySet<string> => {
    const set = sets.get(occupation) ?? new Set(near(occupation))
    sets.set(occupation, set)
    return set
  }
  const { judge } = bruteForce({ taxonomy, weights })
  const fits = (person: PersonRow) => (id: string) => {
    const job = jobOf.get(id)
    return job !== undefined && judge(person, job, now) !== undefined
  }
  const run = (index: TextIndex): PeerRow => {
    const found = new Map<string, readonly string[]>()
    const timing = measure(`${task} / ${index.name}`, asked, (person) => found.set(person.id, findFor(person, index)))
    return {
      timing,
      leavesOut: index.leavesOut,
      ...tally(asked.map((person) => [found.get(person.id) ?? [], fits(person)])),
    }
  }
  const findFor = (person: PersonRow, index: TextIndex) => {
    const who = personFacts(person)
    const works = [...new Set(who.occupations.flatMap((occupation) => near(occupation)))]
    const likes = new Set(works)
    const tokens = [...works.map((each) => token('o', each)), ...who.skills.map((each) => token('s', each))]
    return index.find(tokens, (id) => {
      const job = factsOf.get(id)
      return job !== undefined && likes.has(job.occupation) && holds(who, job, nearSet(job.occupation))
    })
  }
  const scan = { limit: 50, now }
  const own = measure(`${task} / ${ownName}`, asked, (person) => engine.rankJobs(person, scan))
  const explained = measure(`${task} / ${explainedName}`, asked, (person) => engine.jobsFor(person, scan))
  const lists = tally(asked.map((person) => [engine.rankJobs(person, scan), fits(person)]))
  return [
    { timing: own, leavesOut: idsAlone, ...lists },
    { timing: explained, leavesOut: '', ...lists },
    run(indexInMiniSearch(facts)),
    run(await indexInOrama(facts)),
    run(indexInLunr(facts)),
  ]
}

type Checked = readonly [ids: readonly string[], fits: (id: string) => boolean]

const tally = (lists: readonly Checked[]): Pick<PeerRow, 'rows' | 'feasible'> => {
  const all = lists.reduce((sum, [ids]) => sum + ids.length, 0)
  const feasible = lists.reduce((sum, [ids, fits]) => sum + ids.filter(fits).length, 0)
  return { rows: all / lists.length, feasible: all === 0 ? 1 : feasible / all }
}
