import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { createEngine, type JobRow, type MatchEngine, type PersonRow } from '@rolecall/match/engine'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import type { Taxonomy } from '@rolecall/taxonomy/types'
import { allPairs } from './all-pairs.ts'
import { checkExactness } from './exactness.ts'
import { measure, rowOf, type Timing, timingHead } from './measure.ts'
import { benchPeers } from './peers/bench-peers.ts'
import { plot } from './plot.ts'
import { type MatchPart, type Sections, withSections } from './sections.ts'
import { createWorld, now, type World } from './world.ts'

/** `part`: the only one to run; the sections of the others stay as an earlier run left them. */
export type MatchBenchOptions = {
  readonly people: number
  readonly jobs: number
  readonly quick: boolean
  readonly part: MatchPart | undefined
}

const limit = 50
const results = join(import.meta.dirname, '../../results')

/** Search, load, memory and exactness of the matching engine on a made-up country, and other engines on the same. */
export const benchMatch = async (options: MatchBenchOptions): Promise<string> => {
  const load = loadavg()[0] ?? 0
  const taxonomy = createStarterTaxonomy()
  const world = createWorld(taxonomy, options)
  const engine = createEngine({ taxonomy })
  const filling = fill(engine, world)
  const jobs = [...world.jobs()]
  const setting = { options, load, taxonomy, world, engine, filling, jobs, some: samples(world, jobs, options) }
  const runs = (part: MatchPart) => options.part === undefined || options.part === part
  const sections: Sections = {
    ...(runs('engine') ? { engine: engineSection(setting) } : {}),
    ...(runs('pairs') ? { pairs: await pairsSection(setting) } : {}),
    ...(runs('peers') && !options.quick ? { peers: await peersSection(setting) } : {}),
  }
  const file = join(results, 'match.md')
  return withSections(options.part !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : '', sections)
}

type Setting = {
  readonly options: MatchBenchOptions
  readonly load: number
  readonly taxonomy: Taxonomy
  readonly world: World
  readonly engine: MatchEngine
  readonly filling: { readonly ms: number; readonly longestMs: number }
  readonly jobs: readonly JobRow[]
  readonly some: Samples
}

const engineSection = ({ options, load, taxonomy, world, engine, filling, some }: Setting): string => {
  const timings = timingsOf(engine, some, options.quick ? 300 : 2000)
  const changes = measureChanges(engine, some.people, options.quick ? 300 : 2000)
  const exact = checkExactness({
    taxonomy,
    world,
    engine,
    jobs: [...some.onSite.slice(0, options.quick ? 2 : 6), ...some.remote.slice(0, options.quick ? 1 : 3)],
    people: some.people.slice(0, options.quick ? 20 : 60),
  })
  writeFileSync(join(results, 'match.svg'), plot([...timings, changes]))
  const { people, jobs: jobCount, bytes } = engine.size()
  return [
    `# Matching: the best 50 of ${people.toLocaleString('en')} people or ${jobCount.toLocaleString('en')} jobs`,
    '',
    'Made-up people and jobs on the starter taxonomy (about 430 occupations) in 500 cities whose sizes fall with 1 over their rank to the',
    '0.9; 10 % of the jobs are remote. Distance within both reaches, work permit, schedule, pay, language and licence must hold, and the',
    'kind of work be near. On one thread, all queries one after the other, in five passes; of each query the shortest time counts.',
    '',
    timingHead,
    ...[...timings, changes].map(rowOf),
    '',
    '| | |',
    '|---|---|',
    `| columns, bytes a row | ${(bytes / (people + jobCount)).toFixed(1)} |`,
    `| filling the index, one row after the other, s | ${(filling.ms / 1000).toFixed(1)} |`,
    `| longest pause by one row, ms | ${filling.longestMs.toFixed(1)} |`,
    `| lists that are the same as by going through every pair | ${exact.same} of ${exact.lists} |`,
    loadRow(load),
    '',
    '![p50, p95 and p99 by task](match.svg)',
  ].join('\n')
}

const loadRow = (load: number) => `| load of the machine when the run began (1 minute) | ${load.toFixed(1)} |`

const pairsSection = async ({ options, load, engine }: Setting): Promise<string> =>
  [
    '## Every job against everyone',
    '',
    '| | |',
    '|---|---|',
    ...(await allPairs(engine, { size: options, limit })),
    loadRow(load),
  ].join('\n')

const peersSection = async ({ taxonomy, world, engine, jobs, some, load }: Setting): Promise<string> => {
  const postgresUrl = process.env.BENCH_POSTGRES_URL
  const peers = await benchPeers({ taxonomy, world, engine, jobs, people: some.people, queries: 200, postgresUrl })
  writeFileSync(join(results, 'match-peers.svg'), peers.svg)
  return [
    peersHead,
    '',
    ...peers.lines,
    '',
    '![p50, p95 and p99 by task and engine](match-peers.svg)',
    '',
    `Load of the machine when the run began (1 minute): ${load.toFixed(1)}.`,
  ].join('\n')
}

const peersHead = `## Beside other engines
The same people, jobs and constraints in the same run; 200 queries each, whose jobs ask for no experience. Each row that is returned is
checked against the constraints. The others return full fits only, ordered by nearness of work and distance with this engine's weights:
in PostgreSQL and SQLite within one prepared statement, over the three text indexes in code beside them. PostgreSQL answers from
another process, over a socket; all else stands in this one. Indexes and settings: \`bench/src/match/peers\`.`

const fill = (engine: MatchEngine, world: World): { readonly ms: number; readonly longestMs: number } => {
  let ms = 0
  let longestMs = 0
  const time = (put: () => void) => {
    const startedAt = performance.now()
    put()
    const took = performance.now() - startedAt
    ms += took
    longestMs = Math.max(longestMs, took)
  }
  for (const person of world.people()) time(() => engine.putPerson(person))
  for (const job of world.jobs()) time(() => engine.putJob(job))
  while (engine.tidy());
  return { ms, longestMs }
}

type Samples = {
  readonly onSite: readonly JobRow[]
  readonly remote: readonly JobRow[]
  readonly country: readonly JobRow[]
  readonly people: readonly PersonRow[]
}

const samples = (world: World, jobs: readonly JobRow[], size: { readonly people: number }): Samples => {
  const every = Math.max(1, Math.floor(size.people / 5000))
  const people: PersonRow[] = []
  let number = 0
  for (const person of world.people()) {
    if (number % every === 0) people.push(person)
    number += 1
  }
  const onSite = jobs.filter(({ posting }) => !posting.remote)
  return {
    onSite,
    people,
    remote: jobs.filter(({ posting }) => posting.remote && posting.reachKm === null),
    country: onSite.map((job) => ({ ...job, posting: { ...job.posting, remote: true, reachKm: 600 } })),
  }
}

const timingsOf = (engine: MatchEngine, { onSite, remote, country, people }: Samples, most: number): Timing[] => {
  const scan = { limit, now }
  const peopleFor = (job: JobRow) => engine.peopleFor(job, scan)
  return [
    measure('job, on-site: best 50 people', onSite.slice(0, most), (job) => engine.rankPeople(job, scan)),
    measure('the same with 50 explanations', onSite.slice(most, 2 * most), peopleFor),
    measure('job, remote: best 50 with explanations', remote.slice(0, most), peopleFor),
    measure('job within 600 km: best 50 with explanations', country.slice(0, most), peopleFor),
    measure('person: best 50 jobs', people.slice(0, most), (person) => engine.rankJobs(person, scan)),
    measure('the same with their explanations', people.slice(0, most), (person) => engine.jobsFor(person, scan)),
    measure('draft: how many would fit', onSite.slice(0, most), (job) => engine.countFor(job)),
  ]
}

/** A change of someone's answers, at once visible. */
const measureChanges = (engine: MatchEngine, people: readonly PersonRow[], most: number): Timing =>
  measure('a changed profile', people.slice(0, most), (person) => engine.putPerson(person))
