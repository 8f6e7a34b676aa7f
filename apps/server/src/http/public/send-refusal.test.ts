import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Store, StoreUnavailable } from '@rolecall/core/ports/store'
import { createHttpWorld } from '../testing/http-world.ts'

type Failing = { error: Error | undefined }

/** An installation whose store fails, once it is told to, whenever documents are looked for. */
const worldOf = async (t: TestContext) => {
  const failing: Failing = { error: undefined }
  const orFail =
    <Args extends readonly unknown[], Result>(read: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (failing.error !== undefined) throw failing.error
      return read(...args)
    }
  const store = (real: Store): Store => ({ ...real, get: orFail(real.get) as Store['get'] })
  const world = await createHttpWorld({ store })
  t.after(() => world[Symbol.asyncDispose]())
  return { world, failing }
}

const html = { accept: 'text/html', 'accept-language': 'es', 'accept-encoding': 'identity' }
/** A job that nothing remembers, so that the store is asked. */
const path = '/jobs/job_0123456789abcdefghjkmnpqrs-cook'
const given = (body: string) => JSON.parse(/<script[^>]*>(.*)<\/script>/.exec(body)?.[1] ?? '{}')

test('while the database is away people read so on a page in their language, and when to come again', async (t) => {
  const { world, failing } = await worldOf(t)
  failing.error = new StoreUnavailable('the database server cannot be reached')
  const page = await world.app.inject({ url: path, headers: html })
  assert.deepEqual(
    [page.statusCode, page.headers['retry-after'], page.headers['content-type'], page.headers['cache-control']],
    [503, '1', 'text/html; charset=utf-8', 'no-store'],
  )
  assert.equal(given(page.body).message, 'problem')
  assert.equal(given(page.body).language, 'es')
  const program = await world.app.inject({ url: path, headers: { accept: 'application/json' } })
  assert.deepEqual([program.statusCode, program.json().code], [503, 'unavailable'])
})

test('what nobody thought of is told on a page, without its text', async (t) => {
  const { world, failing } = await worldOf(t)
  failing.error = new TypeError('secret of the inside')
  const page = await world.app.inject({ url: path, headers: html })
  assert.deepEqual([page.statusCode, given(page.body).message], [500, 'problem'])
  assert.ok(!page.body.includes('secret of the inside'))
})

test('a form that came from another site is refused on a page; the API answers with a problem', async (t) => {
  const { world } = await worldOf(t)
  const cross = { ...html, 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' }
  for (const url of ['/me/sign-in', '/my-data']) {
    const page = await world.app.inject({ method: 'POST', url, headers: cross, payload: '' })
    assert.deepEqual([page.statusCode, given(page.body).message], [403, 'not-taken'], url)
  }
  const headers = { ...cross, 'content-type': 'application/json' }
  const api = await world.app.inject({ method: 'POST', url: '/api/v1/session', headers, payload: '{}' })
  assert.deepEqual([api.statusCode, api.json().code], [403, 'cross-site'])
})
