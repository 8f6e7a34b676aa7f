import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import { openStore } from '@rolecall/store/open-store'
import { silentLog } from '../log.ts'
import { startIndexInThread } from './index-in-thread.ts'
import type { IndexThreadData } from './index-thread.ts'
import { IndexUnavailable } from './match-index.ts'
import { jobRow } from './rows.ts'
import { cook, cookJob, noon } from './testing/documents.ts'

/** Machines of tests may be slow; what waits for an answer that never comes says so itself. */
const timeoutMs = 60_000
const question = { job: jobRow(cookJob()), limit: 10, now: noon }
const dataIn = (folder: string): IndexThreadData => ({
  role: 'all',
  databaseUrl: `sqlite:${join(folder, 'a.db')}`,
  keyFile: join(folder, 'keys/a.keys'),
  kmsKeyId: undefined,
  files: { kind: 'folder', path: join(folder, 'files') },
  s3Endpoint: undefined,
  taxonomy: undefined,
  matchWeights: undefined,
  logLevel: 'silent',
  snapshotPath: join(folder, 'cache/index.snapshot'),
})

test('the thread answers from the store, hears of changes within a second, and leaves a snapshot when it is stopped', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'index-thread-'))
  const data = dataIn(folder)
  {
    const keys = await openKeyFile(data.keyFile)
    await using store = await openStore({ url: data.databaseUrl, keys, clock: { now: () => noon } })
    const put = (id: string) => store.commit([{ op: 'put', collection: 'people', doc: cook(id), expected: 'absent' }])
    await store.commit([{ op: 'put', collection: 'jobs', doc: cookJob(), expected: 'absent' }])
    await put('per_1')
    await using index = startIndexInThread({ data, log: silentLog, timeoutMs })
    index.begin()
    await index.ready
    const [match] = await index.ask('peopleFor', question)
    assert.deepEqual([match?.personId, match?.explanation.fit], ['per_1', 'full'])
    const [job] = await index.ask('jobsFor', { profile: cook('').profile, limit: 5, now: noon, exclude: new Set() })
    assert.equal(job?.jobId, 'job_1')
    assert.equal((await index.ask('estimate', { draft: question.job })).fit, 1)
    await put('per_2')
    let ids = await index.ask('rankPeople', question)
    for (let attempt = 0; attempt < 400 && ids.length < 2; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      ids = await index.ask('rankPeople', question)
    }
    assert.deepEqual(ids, ['per_1', 'per_2'])
  }
  assert.ok((await stat(data.snapshotPath)).size > 0)
  await rm(folder, { recursive: true, force: true })
})

test('a thread that ends fails what was asked, and another one takes its place', async () => {
  const entry = new URL('./testing/ending-thread.ts', import.meta.url)
  await using index = startIndexInThread({ data: dataIn('/nowhere'), log: silentLog, entry, timeoutMs })
  await index.ready
  const together = [index.ask('peopleFor', question), index.ask('estimate', { draft: question.job })]
  for (const each of together) await assert.rejects(each, IndexUnavailable)
  assert.deepEqual(await index.ask('rankPeople', question), ['per_1'])
})

test('a question that is not answered in its time fails, and what is asked after it is answered', async () => {
  const entry = new URL('./testing/ending-thread.ts', import.meta.url)
  await using index = startIndexInThread({ data: dataIn('/nowhere'), log: silentLog, entry, timeoutMs: 500 })
  await index.ready
  await assert.rejects(index.ask('peopleFor', question), IndexUnavailable)
  assert.deepEqual(await index.ask('rankPeople', { ...question, limit: 1 }), ['per_1'])
})

test('an index that cannot be read at the start says so', async () => {
  const data = { ...dataIn('/nowhere'), databaseUrl: 'nothing:', keyFile: '/dev/null/keys' }
  await using index = startIndexInThread({ data, log: silentLog })
  index.begin()
  await assert.rejects(index.ready)
})

test('before it is told to begin the thread touches nothing, and can be stopped', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'index-thread-'))
  {
    await using _ = startIndexInThread({ data: dataIn(folder), log: silentLog })
    await new Promise((resolve) => setTimeout(resolve, 1500))
    assert.deepEqual(await readdir(folder), [])
  }
  await rm(folder, { recursive: true })
})
