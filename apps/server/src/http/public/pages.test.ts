import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import type { JobDraft } from '@rolecall/contract/job'
import { publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, thika } from '../testing/http-world.ts'
import { addEmployer } from '../testing/people.ts'

const setUp = async () => {
  const world = await createHttpWorld()
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  const jobId = await publishJob(world, { employer, organisationId }, { title: 'Cook & Baker, night' })
  const publish = (job: Partial<JobDraft>) => publishJob(world, { employer, organisationId }, job)
  const set = async (state: 'paused' | 'closed') => {
    await employer.send('POST', `/organisations/${organisationId}/jobs/${jobId}/state`, { state })
    await world.changed({ collection: 'jobs', id: jobId })
  }
  return { world, jobId, publish, set, path: `/jobs/${jobId}-cook-baker-night` }
}

/** What a page was given. */
const given = (html: string) => JSON.parse(/<script[^>]*>(.*)<\/script>/.exec(html)?.[1] ?? '{}')

test('a job has one address; any other end of it leads there for good', async () => {
  const { world, jobId, path } = await setUp()
  await using _ = world
  assert.equal((await world.app.inject(path)).statusCode, 200)
  for (const other of [`/jobs/${jobId}`, `/jobs/${jobId}-old-title`, `/jobs/${jobId}-`]) {
    const answer = await world.app.inject(`${other}?lang=es`)
    assert.deepEqual([answer.statusCode, answer.headers.location], [301, `${path}?lang=es`])
  }
})

test('an open job carries a link that opens the chat at it', async () => {
  const { world, path } = await setUp()
  await using _ = world
  const { job, similar } = given((await world.app.inject(path)).body)
  assert.ok(decodeURIComponent(job.applyUrl).includes(job.code))
  assert.deepEqual(similar, [])
})

for (const [state, status] of [
  ['closed', 410],
  ['paused', 200],
] as const) {
  test(`a ${state} job says so with ${status}, takes no application and leads to open ones like it`, async () => {
    const { world, path, publish, set } = await setUp()
    await using _ = world
    const other = await publish({ title: 'Cook' })
    await set(state)
    const answer = await world.app.inject(path)
    const { job, similar } = given(answer.body)
    assert.deepEqual([answer.statusCode, job.state, job.applyUrl], [status, state, undefined])
    assert.deepEqual(
      similar.map(({ id }: { id: string }) => id),
      [other],
    )
  })
}

test('a job has ended the moment its last day is over', async () => {
  const { world, path } = await setUp()
  await using _ = world
  world.now = Date.parse('2026-12-24T21:00:00Z')
  const answer = await world.app.inject(path)
  assert.deepEqual([answer.statusCode, given(answer.body).job.state], [410, 'expired'])
})

const guadalajara = { ...thika, label: 'Guadalajara', latitude: 20.6668, longitude: -103.3918, country: 'MX' }

test('a visitor sees the jobs of one country: asked for, kept, the browser’s, the language’s or the operator’s', async () => {
  const { world, publish } = await setUp()
  await using _ = world
  await publish({ title: 'Cocina', place: guadalajara, pay: { min: 40_000, currency: 'MXN', period: 'day' } })
  const countryOf = async (url: string, more: Record<string, unknown> = {}) =>
    given((await world.app.inject({ url, ...more })).body).query.country
  assert.equal(await countryOf('/jobs'), 'KE')
  assert.equal(await countryOf('/jobs', { headers: { 'accept-language': 'es-MX,es' } }), 'MX')
  assert.equal(await countryOf('/jobs?country=all'), 'all')
  assert.equal(await countryOf('/jobs', { cookies: { '__Host-country': 'MX' } }), 'MX')
  assert.equal(await countryOf('/jobs?country=KE', { cookies: { '__Host-country': 'MX' } }), 'KE')
  assert.equal(await countryOf('/jobs?country=nowhere&place=Thika'), 'KE')
  const asked = await world.app.inject('/jobs?country=MX')
  assert.match(String(asked.headers['set-cookie']), /^__Host-country=MX; .*HttpOnly; Secure; SameSite=Lax/)
  const [home] = given((await world.app.inject('/')).body).newest
  assert.equal(home.posting.place.country, 'KE')
})

test('where all jobs are in one country there is none to choose', async () => {
  const { world } = await setUp()
  await using _ = world
  const { query, countries } = given((await world.app.inject('/jobs?country=MX')).body)
  assert.deepEqual([query.country, countries], ['all', ['KE']])
})

test('a page is written in the language asked for, which is kept, else in the one of the browser', async () => {
  const { world } = await setUp()
  await using _ = world
  const asked = await world.app.inject({ url: '/jobs?lang=es&q=cook', headers: { 'accept-language': 'en' } })
  assert.deepEqual([given(asked.body).language, given(asked.body).path], ['es', '/jobs?q=cook'])
  assert.match(String(asked.headers['set-cookie']), /^__Host-language=es; .*HttpOnly; Secure; SameSite=Lax/)
  const kept = await world.app.inject({ url: '/', cookies: { '__Host-language': 'es' } })
  assert.equal(given(kept.body).language, 'es')
  const browser = await world.app.inject({ url: '/', headers: { 'accept-language': 'fr;q=1, es-MX;q=0.9, en;q=0.5' } })
  assert.equal(given(browser.body).language, 'es')
})

test('a page is asked for again each time, and costs no body while it is the same', async () => {
  const { world, path, set } = await setUp()
  await using _ = world
  for (const url of ['/jobs', '/', path]) {
    const first = await world.app.inject(url)
    assert.deepEqual([first.headers['cache-control'], first.statusCode], ['public, no-cache', 200], url)
    const ask = () => world.app.inject({ url, headers: { 'if-none-match': `"other", ${first.headers.etag}` } })
    const again = await ask()
    assert.deepEqual([again.statusCode, again.body, again.headers.etag], [304, '', first.headers.etag], url)
    assert.equal(again.headers.vary, first.headers.vary)
    assert.equal((await world.app.inject(`${url}?lang=es`)).headers['cache-control'], 'private, no-cache', url)
  }
  const { etag } = (await world.app.inject(path)).headers
  await set('paused')
  assert.equal((await world.app.inject({ url: path, headers: { 'if-none-match': String(etag) } })).statusCode, 200)
})

test('a page is compressed for whoever takes it so', async () => {
  const { world } = await setUp()
  await using _ = world
  const ask = (encodings: string) => world.app.inject({ url: '/jobs', headers: { 'accept-encoding': encodings } })
  const answer = await ask('gzip, br')
  assert.equal(answer.headers['content-encoding'], 'gzip')
  assert.match(String(answer.headers.vary), /accept-encoding/)
  assert.match(gunzipSync(answer.rawPayload).toString(), /<title>jobs/)
  for (const encodings of ['', 'br', 'gzip;q=0, br']) assert.match((await ask(encodings)).body, /<title>jobs/)
})

test('people who come to no page read so in a page, programs in a problem', async () => {
  const { world } = await setUp()
  await using _ = world
  const page = await world.app.inject({ url: '/nowhere', headers: { accept: 'text/html,*/*' } })
  assert.equal(page.statusCode, 404)
  assert.match(page.body, /<title>not-found/)
  const gone = await world.app.inject({ url: `/jobs/job_${'0'.repeat(26)}-cook`, headers: { accept: 'text/html' } })
  assert.equal(gone.statusCode, 404)
  assert.equal((await world.app.inject('/nowhere')).json().code, 'not-found')
})

test('a search that cannot be read is a search for everything', async () => {
  const { world } = await setUp()
  await using _ = world
  for (const query of ['', '?page=-3&distanceKm=x', '?q=a&q=b', '?q=%00', `?q=${'x'.repeat(200)}`]) {
    const answer = await world.app.inject(`/jobs${query}`)
    assert.equal(answer.statusCode, 200, query)
  }
})

test('the list takes of a search what it can read, and leaves out the rest', async () => {
  const { world, publish } = await setUp()
  await using _ = world
  await publish({ title: 'Waiter', occupation: 'waiter', employmentType: 'PART_TIME' })
  const asked =
    'employmentType=PART_TIME&employmentType=X&employmentType=PART_TIME&occupation=astronaut&payAtLeast=&remote=yes&sort=nearest'
  const { query, result } = given((await world.app.inject(`/jobs?${asked}`)).body)
  assert.deepEqual([query.employmentType, query.occupation, query.payAtLeast], [['PART_TIME'], [], undefined])
  assert.deepEqual([query.remote, query.sort, result.total, result.sort], [undefined, undefined, 1, 'newest'])
})

test('a place that nobody knows is said to be unknown', async () => {
  const { world } = await setUp()
  await using _ = world
  const read = async (query: string) => given((await world.app.inject(`/jobs${query}`)).body).result
  assert.deepEqual((await read('?place=Thika')).place, { label: 'Thika' })
  assert.equal((await read('?place=Atlantis')).place, null)
  assert.equal('place' in (await read('')), false)
})
