import { loadavg } from 'node:os'
import { join } from 'node:path'
import { createEngine } from '@rolecall/match/engine'
import { silentLog } from '@rolecall/server/log'
import { startIndexInThread } from '@rolecall/server/matcher/index-in-thread'
import { answerFrom } from '@rolecall/server/matcher/match-index'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import { withoutMoto } from '@rolecall/test-servers/aws'
import { findMongod, startReplicaSet } from '@rolecall/test-servers/replica-set'
import { startElsewhere } from './elsewhere.ts'
import { type Installation, startHead, startOnce, withInstallation } from './large.ts'
import { benchSmallStart } from './small.ts'
import { askedHead, askedRow, whileAsked } from './while-asked.ts'

/** Starts of an empty and of large installations, and what lists of a country do to the loop. `quick`: without the million. */
export const benchStart = async ({ quick }: { readonly quick: boolean }): Promise<string> => {
  const load = loadavg()[0]
  const small = await benchSmallStart()
  const rows = await withInstallation({ name: 'SQLite, 100,000 and 10,000', people: 100_000, jobs: 10_000 }, startEach)
  if (findMongod() !== undefined) rows.push(...(await onMongo()))
  const asked: string[] = []
  if (!quick)
    await withInstallation({ name: 'SQLite, 1,000,000 and 10,000', people: 1_000_000, jobs: 10_000 }, async (large) => {
      rows.push(...(await startEach(large)))
      asked.push('', askedHead, ...(await askBoth(large)))
    })
  const note = `Load of the machine (1 minute) when the run began: ${load?.toFixed(1)}; when it ended: ${loadavg()[0]?.toFixed(1)}.`
  return [small, '', startHead, ...rows, ...asked, '', note].join('\n')
}

const startEach = async (installation: Installation): Promise<string[]> => [
  await startOnce(installation, 'the store'),
  await startOnce(installation, 'a snapshot'),
  ...(withoutMoto ? [] : [await startElsewhere(installation)]),
]

const onMongo = async (): Promise<readonly string[]> => {
  const set = await startReplicaSet()
  try {
    const size = { name: 'MongoDB, 100,000 and 10,000', people: 100_000, jobs: 10_000, databaseUrl: set.url('bench') }
    return await withInstallation(size, startEach)
  } finally {
    await set.stop()
  }
}

const askBoth = async ({ folder, keyFile, databaseUrl, world }: Installation): Promise<readonly string[]> => {
  const jobs = [...world.jobs()]
    .filter(({ posting }) => !posting.remote)
    .slice(0, 500)
    .map((job) => ({ ...job, posting: { ...job.posting, remote: true, reachKm: 600 } }))
  const data = {
    role: 'all',
    databaseUrl,
    keyFile,
    kmsKeyId: undefined,
    files: { kind: 'folder', path: join(folder, 'files') },
    s3Endpoint: undefined,
    taxonomy: undefined,
    matchWeights: undefined,
    logLevel: 'error',
    snapshotPath: join(folder, 'cache/index.snapshot'),
  } as const
  const engine = createEngine({ taxonomy: createStarterTaxonomy() })
  for (const person of world.people()) engine.putPerson(person)
  while (engine.tidy());
  const rows = [
    askedRow(
      'in the thread that asks',
      await whileAsked(async (question) => answerFrom(engine)('peopleFor', question), jobs),
    ),
  ]
  await using index = startIndexInThread({ data, log: silentLog })
  index.begin()
  await index.ready
  rows.push(askedRow('in a thread of its own', await whileAsked((question) => index.ask('peopleFor', question), jobs)))
  return rows
}
