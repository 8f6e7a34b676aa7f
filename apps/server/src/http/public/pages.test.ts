import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld } from '../testing/http-world.ts'
import { addEmployer } from '../testing/people.ts'

const setUp = async () => {
  const world = await createHttpWorld()
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  const jobId = await publishJob(world, { employer, organisationId }, { title: 'Cook & Baker, night' })
  const close = () => employer.send('POST', `/organisations/${organisationId}/jobs/${jobId}/state`, { state: 'closed' })
  return { world, jobId, close, path: `/jobs/${jobId}-cook-baker-night` }
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

test('an open job carries a link that opens the chat at it; a closed one explains itself', async () => {
  const { world, path, close } = await setUp()
  await using _ = world
  const open = given((await world.app.inject(path)).body).job
  assert.ok(decodeURIComponent(open.applyUrl).includes(open.code))
  await close()
  const closed = await world.app.inject(path)
  assert.equal(closed.statusCode, 200)
  assert.deepEqual([given(closed.body).job.state, given(closed.body).job.applyUrl], ['closed', undefined])
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

test('each page has a nonce of its own, the one that its policy names', async () => {
  const { world } = await setUp()
  await using _ = world
  const [first, second] = [await world.app.inject('/employer/jobs'), await world.app.inject('/employer/jobs')]
  const { nonce } = given(first.body)
  assert.ok(String(first.headers['content-security-policy']).includes(`'nonce-${nonce}'`))
  assert.notEqual(given(second.body).nonce, nonce)
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

test('a place that nobody knows is said to be unknown', async () => {
  const { world } = await setUp()
  await using _ = world
  const read = async (query: string) => given((await world.app.inject(`/jobs${query}`)).body).result
  assert.deepEqual((await read('?place=Thika')).place, { label: 'Thika' })
  assert.equal((await read('?place=Atlantis')).place, null)
  assert.equal('place' in (await read('')), false)
})
