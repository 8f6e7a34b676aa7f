import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InjectOptions } from 'fastify'
import { createHttpWorld, type HttpWorld } from '../testing/http-world.ts'
import { createPersonWorld, pageOf, registerOnWeb } from '../testing/person-world.ts'

const html = 'text/html,application/xhtml+xml,*/*;q=0.8'
/** With so small a factor one request is all that an address may send of a kind. */
const once = 0.0001
let addresses = 0
/** What the second of two requests of one address is answered. */
const second = async (world: HttpWorld, url: string, options: InjectOptions = {}) => {
  addresses += 1
  const request = {
    url,
    remoteAddress: `198.51.100.${addresses}`,
    ...options,
    headers: { accept: html, ...options.headers },
  }
  assert.notEqual((await world.app.inject(request)).statusCode, 429, url)
  return world.app.inject(request)
}

test('whoever opens pages too often is told on one when to come again, and to try this page then', async () => {
  await using world = await createHttpWorld({ limitFactor: once })
  for (const url of [
    '/',
    '/jobs?q=cook',
    '/jobs/job_x',
    '/employer/jobs',
    '/operator',
    '/me',
    '/me/register',
    '/none',
  ]) {
    const answer = await second(world, url)
    const { name, status, given } = pageOf(answer)
    assert.deepEqual([name, status, given.next, given.path], ['limited', 429, 'again', url])
    const seconds = Number(answer.headers['retry-after'])
    assert.ok(seconds > 0 && given.waitMinutes === Math.ceil(seconds / 60), url)
    assert.equal(answer.headers['cache-control'], 'no-store')
  }
})

test('the page is in the language of the address, else of the cookie, else of the browser', async () => {
  await using world = await createHttpWorld({ limitFactor: once })
  const headers = { 'accept-language': 'es-MX,es;q=0.9' }
  const cookies = { '__Host-language': 'en' }
  const languageOf = async (url: string, options: InjectOptions) =>
    pageOf(await second(world, url, options)).given.language
  assert.equal(await languageOf('/jobs', { headers }), 'es')
  assert.equal(await languageOf('/jobs', { headers, cookies }), 'en')
  assert.equal(await languageOf('/jobs?lang=es', { cookies }), 'es')
})

test('a form that was not taken leads to pages that can be read', async () => {
  await using world = await createHttpWorld({ limitFactor: once })
  for (const [url, next, path] of [
    ['/me/profile', 'me', '/me'],
    ['/jobs/job_x-cook/report', 'jobs', '/jobs'],
    ['/my-data', 'jobs', '/jobs'],
  ]) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    const { name, status, given } = pageOf(await second(world, url ?? '', { method: 'POST', headers }))
    assert.deepEqual([name, status, given.next, given.path], ['limited', 429, next, path])
  }
})

test('programs and scripts get the problem, whatever they take', async () => {
  await using world = await createHttpWorld({ limitFactor: once })
  const json = { accept: 'application/json' }
  for (const [url, options] of [
    ['/api/v1/jobs', {}],
    ['/api/v1/nothing', {}],
    ['/api/v1/token', { method: 'POST' }],
    ['/jobs', { headers: json }],
    ['/jobs', { headers: { accept: '*/*' } }],
    ['/me/profile', { method: 'POST', headers: json }],
  ] as const) {
    const answer = await second(world, url, options)
    assert.deepEqual([answer.statusCode, answer.json().code], [429, 'rate-limited'], url)
    assert.equal(answer.headers['content-type'], 'application/problem+json')
    assert.ok(Number(answer.headers['retry-after']) > 0)
  }
})

test('a person who opens and sends too much is told so in their own language, and their script by a problem', async () => {
  await using world = await createPersonWorld()
  const browser = await registerOnWeb(world)
  await browser.post('/me/profile', { field: 'language', option: 'es' })
  for (let turn = 0; turn < 60; turn += 1) await browser.post('/me/privacy')
  const headers = { accept: html, 'accept-language': 'en' }
  const form = await browser.post('/me/profile', { field: 'alerts', option: 'yes' }, headers)
  assert.equal(form.statusCode, 429)
  assert.ok(Number(form.headers['retry-after']) > 0)
  const { name, given } = pageOf(form)
  assert.deepEqual([name, given.language, given.next], ['limited', 'es', 'me'])
  assert.equal((await browser.post('/me/passkeys/begin', {}, { accept: '*/*' })).json().code, 'rate-limited')
  for (let turn = 0; turn < 300; turn += 1) await browser.get('/me/sessions')
  const page = pageOf(await browser.get('/me/sessions', headers))
  assert.deepEqual(
    [page.status, page.name, page.given.language, page.given.path],
    [429, 'limited', 'es', '/me/sessions'],
  )
})
