import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JobDraft } from '@rolecall/contract/job'
import type { Store } from '@rolecall/core/ports/store'
import { searchFor } from '../testing/board.ts'
import { publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, thika } from '../testing/http-world.ts'
import { addEmployer } from '../testing/people.ts'
import { createJobBoard } from './job-board.ts'

const nairobi = { ...thika, label: 'Nairobi', latitude: -1.2864, longitude: 36.8172 }
const guadalajara = { ...thika, label: 'Guadalajara', latitude: 20.6668, longitude: -103.3918, country: 'MX' }
const everything = searchFor()

const withJobs = async (...jobs: readonly Partial<JobDraft>[]) => {
  const world = await createHttpWorld()
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  for (const job of jobs) {
    world.now += 1
    await publishJob(world, { employer, organisationId }, job)
  }
  const titles = (search: Partial<typeof everything>) =>
    world.deps.board.search({ ...everything, ...search }).jobs.map(({ job }) => job.posting.title)
  return { world, titles }
}

test('the newest job comes first', async () => {
  const { world, titles } = await withJobs({ title: 'First' }, { title: 'Second' })
  await using _ = world
  assert.deepEqual(titles({}), ['Second', 'First'])
})

test('words find titles by their beginnings, and occupations by what they mean', async () => {
  const { world, titles } = await withJobs(
    { title: 'Chapati chef', occupation: 'cook' },
    { title: 'Lorry driver', occupation: 'truck-driver' },
  )
  await using _ = world
  assert.deepEqual(titles({ q: 'chap' }), ['Chapati chef'])
  assert.deepEqual(titles({ q: 'cocina', lang: 'es' }), ['Chapati chef'])
  assert.deepEqual(titles({ q: 'LORRY dri' }), ['Lorry driver'])
  assert.deepEqual(titles({ q: 'astronaut' }), [])
})

test('a place leaves out what is farther than asked, but not remote jobs', async () => {
  const { world, titles } = await withJobs(
    { title: 'Here' },
    { title: 'There', place: nairobi },
    { title: 'Anywhere', place: nairobi, remote: true },
  )
  await using _ = world
  assert.deepEqual(titles({ place: 'Thika', distanceKm: 20 }), ['Anywhere', 'Here'])
  assert.deepEqual(titles({ place: 'Thika', distanceKm: 50 }), ['Anywhere', 'There', 'Here'])
})

test('a country leaves out the jobs of others; a place says its own', async () => {
  const { world, titles } = await withJobs(
    { title: 'Here' },
    { title: 'Cocina', place: guadalajara },
    { title: 'Desde casa', place: guadalajara, remote: true },
  )
  await using _ = world
  assert.deepEqual(world.deps.board.countries(), ['KE', 'MX'])
  assert.deepEqual(titles({ country: 'MX' }), ['Desde casa', 'Cocina'])
  assert.deepEqual(titles({ country: 'MX', place: 'Thika' }), ['Here'])
  assert.equal(world.deps.board.search({ ...everything, country: 'MX', place: 'Thika' }).country, 'KE')
})

test('a place of a country without jobs does not change the country', async () => {
  const { world } = await withJobs({ title: 'Cocina', place: guadalajara })
  await using _ = world
  assert.equal(world.deps.board.search({ ...everything, country: 'MX', place: 'Thika' }).country, 'MX')
})

test('like a job are open ones of like work within reach, the likest first', async () => {
  const { world } = await withJobs(
    { title: 'Waiter', occupation: 'waiter' },
    { title: 'Cook far', place: { ...thika, latitude: 3 } },
    { title: 'Cook abroad', place: guadalajara, remote: true },
    { title: 'Driver', occupation: 'truck-driver' },
    { title: 'Cook in Nairobi', place: nairobi },
    { title: 'Cook' },
    { title: 'This one' },
  )
  await using _ = world
  const [own] = world.deps.board.search(everything).jobs
  assert.equal(own?.job.posting.title, 'This one')
  const like = world.deps.board.similar(own.job, 5).map(({ posting }) => posting.title)
  assert.deepEqual(like.slice(0, 2), ['Cook', 'Cook in Nairobi'])
  assert.equal(
    like.some((title) => ['This one', 'Cook far', 'Cook abroad', 'Driver'].includes(title)),
    false,
  )
})

test('a job whose last day is over is gone from the board at that moment', async () => {
  const { world, titles } = await withJobs({ title: 'Today', expiresOn: '2026-11-25' }, { title: 'Later' })
  await using _ = world
  world.now = Date.parse('2026-11-25T21:00:00Z')
  assert.deepEqual(titles({}), ['Later'])
})

test('twenty jobs make a page', async () => {
  const { world } = await withJobs(...Array.from({ length: 21 }, () => ({})))
  await using _ = world
  const second = world.deps.board.search({ ...everything, page: 2 })
  assert.deepEqual([second.jobs.length, second.total, second.pages], [1, 21, 2])
})

test('a job that closes while the board is loaded stays off it', async () => {
  const { world } = await withJobs({ title: 'Cook' })
  await using _ = world
  const { store } = world
  const [job] = (await store.find('jobs', { index: 'published', where: ['open'], limit: 1 })).items
  assert.ok(job)
  const slow: Store = {
    ...store,
    find: async (collection, query) => {
      const page = await store.find(collection, query)
      await store.commit([
        { op: 'put', collection: 'jobs', doc: { ...job.doc, state: 'closed' }, expected: job.revision },
      ])
      await board.changed([{ token: '', collection: 'jobs', id: job.doc.id, deleted: false }])
      return page
    },
  }
  const board = createJobBoard({ store: slow, look: world.deps.look, countries: () => ['KE'], now: () => world.now })
  await board.load()
  assert.equal(board.get(job.doc.id), undefined)
})

test('a board that missed changes reads again', async () => {
  const { world, titles } = await withJobs({ title: 'Cook' })
  await using _ = world
  const [job] = (await world.store.find('jobs', { index: 'published', where: ['open'], limit: 1 })).items
  assert.ok(job)
  await world.store.commit([
    { op: 'put', collection: 'jobs', doc: { ...job.doc, state: 'closed' }, expected: job.revision },
  ])
  await world.deps.board.lost()
  assert.deepEqual(titles({}), [])
})
