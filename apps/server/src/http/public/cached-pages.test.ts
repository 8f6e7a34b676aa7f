import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryCache } from '@rolecall/adapters/cache/memory'
import type { CacheRead } from '../../cache/room.ts'
import { publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from '../testing/http-world.ts'
import { addEmployer } from '../testing/people.ts'
import { countedStore } from '../testing/store-calls.ts'

const setUp = async (options: Parameters<typeof createHttpWorld>[0] = {}) => {
  const calls = countedStore()
  const world = await createHttpWorld({ inMemory: true, store: calls.wrap, ...options })
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  const publish = (title: string) => publishJob(world, { employer, organisationId }, { title })
  const jobId = await publish('Cook')
  const set = (state: 'paused' | 'closed') =>
    employer.send('POST', `/organisations/${organisationId}/jobs/${jobId}/state`, { state })
  calls.take()
  return { world, calls, employer, organisationId, jobId, publish, set, path: `/jobs/${jobId}-cook` }
}

/** What a page was given. */
const given = (html: string) => JSON.parse(/<script[^>]*>(.*)<\/script>/.exec(html)?.[1] ?? '{}')
const stateAt = async (world: HttpWorld, path: string) => given((await world.app.inject(path)).body).job?.state

test('reading the page of an open job, the list and a search asks the store for nothing', async () => {
  const { world, calls, path, jobId } = await setUp()
  await using _ = world
  for (const url of [
    path,
    `${path}?lang=es`,
    '/',
    '/jobs',
    '/jobs?q=cook',
    '/api/v1/jobs?q=cook',
    `/api/v1/jobs/${jobId}`,
  ])
    for (let turn = 0; turn < 2; turn += 1) assert.equal((await world.app.inject(url)).statusCode, 200, url)
  assert.deepEqual(calls.take(), [])
})

test('a job that has ended is read once from the store, and again when it changes', async () => {
  const { world, calls, path, jobId, set } = await setUp()
  await using _ = world
  await set('closed')
  await world.changed({ collection: 'jobs', id: jobId })
  calls.take()
  for (let turn = 0; turn < 5; turn += 1) assert.equal(await stateAt(world, path), 'closed')
  assert.deepEqual(calls.take(), ['get jobs'])
  await world.changed({ collection: 'jobs', id: jobId })
  calls.take()
  assert.equal(await stateAt(world, path), 'closed')
  assert.deepEqual(calls.take(), ['get jobs'])
})

test('whoever changes a job sees the change at once, before the feed has told of it', async () => {
  const { world, path, set } = await setUp()
  await using _ = world
  assert.equal(await stateAt(world, path), 'open')
  await set('paused')
  assert.equal(await stateAt(world, path), 'paused')
})

test('while the feed is not heard of, the store is asked for each page of a job', async () => {
  let fresh = true
  const { world, calls, path } = await setUp({ isFresh: () => fresh })
  await using _ = world
  assert.equal(await stateAt(world, path), 'open')
  fresh = false
  await world.app.inject(path)
  assert.deepEqual(calls.take(), ['get jobs'])
})

test('a list shows what the feed told of, and is rendered once for many who ask for the same', async () => {
  const reads: CacheRead[] = []
  const { world, publish } = await setUp({ onCacheRead: (read) => reads.push(read) })
  await using _ = world
  const total = async () => given((await world.app.inject('/jobs')).body).result.total
  assert.equal(await total(), 1)
  await publish('Baker')
  await new Promise((resolve) => setTimeout(resolve, 450))
  assert.deepEqual(await Promise.all([total(), total(), total()]), [2, 2, 2])
  assert.ok(reads.every(({ ms }) => ms >= 0))
})

test('a page of one language, country or visitor is never given to another', async () => {
  const { world, path, employer } = await setUp()
  await using _ = world
  const read = async (url: string, headers: Record<string, string>) =>
    given((await world.app.inject({ url, headers })).body)
  for (const url of [path, '/jobs', '/'])
    for (const language of ['en', 'es', 'en'])
      assert.equal((await read(url, { 'accept-language': language })).language, language)
  const cookies = Object.fromEntries(employer.cookies)
  const signedIn = await world.app.inject({ url: path, cookies })
  assert.equal(signedIn.body, (await world.app.inject(path)).body)
  assert.doesNotMatch(signedIn.body, /owner-1@/)
})

test('two processes share what one of them rendered', async () => {
  const values = new Map<string, Uint8Array>()
  const cache = {
    ...memoryCache(),
    get: async (key: string) => values.get(key),
    set: async (key: string, value: Uint8Array) => void values.set(key, value),
  }
  const reads: CacheRead[] = []
  const { world, path } = await setUp({ cache, onCacheRead: (read) => reads.push(read) })
  await using _ = world
  await using other = await createHttpWorld({ inMemory: true, cache, onCacheRead: (read) => reads.push(read) })
  const { items } = await world.store.find('jobs', { index: 'published', where: ['open'], limit: 1 })
  const [job] = items
  assert.ok(job)
  const putAgain = (expected: number | 'absent') => other.put({ op: 'put', collection: 'jobs', doc: job.doc, expected })
  for (let revision = 0; revision < job.revision; revision += 1) {
    await putAgain(revision === 0 ? 'absent' : revision)
    await other.app.inject(path)
  }
  await world.app.inject(path)
  assert.deepEqual(
    reads.slice(-2).map(({ outcome }) => outcome),
    ['miss', 'hit'],
  )
  await putAgain(job.revision)
  await other.app.inject(path)
  // The same job at another revision is another page.
  assert.equal(reads.at(-1)?.outcome, 'miss')
})
