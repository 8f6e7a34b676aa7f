import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Role } from '../access/policy.ts'
import { readDocument } from './testing/api-document.ts'
import type { EmployerClient } from './testing/employer-client.ts'
import { addEveryone } from './testing/everyone.ts'
import { createHttpWorld, type HttpWorld, quickPasswords } from './testing/http-world.ts'
import { readablePaths } from './testing/page-routes.ts'
import { contentOf } from './testing/store-content.ts'

/** What reading may write, by path: the writing down that somebody read, and nothing that anyone did. */
const allowed: Readonly<Record<string, { readonly collections: readonly string[]; readonly why: string }>> = {
  '/api/v1/organisations/:organisationId/jobs/:jobId/matches': {
    collections: ['matchLists', 'showings'],
    why: 'each list of people that is shown is written down with its reasons',
  },
  '/me': { collections: ['matchLists'], why: 'each list of jobs that is shown is written down with its reasons' },
  '/api/v1/passkeys': { collections: ['tasks'], why: 'that staff looked at their passkeys is written down by a task' },
  '/api/v1/operator/reports/:reportId': {
    collections: ['tasks'],
    why: 'that a report was read is written down by a task',
  },
  '/api/v1/operator/audit-log': { collections: ['tasks'], why: 'that the log was read is written into it by a task' },
}

/** Every path that can be read, with real ids in it. Streams never end and are followed elsewhere. */
const pathsOf = async (world: HttpWorld): Promise<readonly string[]> => {
  const streams = (await readDocument(world)).filter(({ streams }) => streams)
  const asListed = new Set(streams.map(({ path }) => path.replace(/\{(\w+)\}/g, ':$1')))
  return readablePaths(world.app).filter((path) => !asListed.has(path))
}

const read = (world: HttpWorld, { cookies }: EmployerClient, method: 'GET' | 'HEAD', url: string) =>
  world.app.inject({ method, url, headers: { accept: 'text/html' }, cookies: Object.fromEntries(cookies) })

test('reading changes nothing, whoever reads whatever, but what writes down that it was read', async () => {
  await using world = await createHttpWorld({ inMemory: true, passwords: quickPasswords })
  const everyone = await addEveryone(world)
  const paths = await pathsOf(world)
  assert.ok(paths.length > 30 && paths.includes('/me/profile') && paths.includes('/jobs/:page'), paths.join(' '))
  const ids: Readonly<Record<string, string>> = {
    ...everyone.idsFor('readCase'),
    ...everyone.idsFor('endSession'),
    page: everyone.side.ids.jobId,
    token: 'x'.repeat(43),
  }
  const wrote = new Set<string>()
  let content = await contentOf(world.store)
  for (const [role, browser] of everyone.browsers)
    for (const path of paths)
      for (const method of ['GET', 'HEAD'] as const) {
        const url = path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? assert.fail(`no id for ${name}`))
        const answer = await read(world, browser, method, url.replace('*', 'jobs'))
        assert.ok(answer.statusCode < 500, `${role} ${method} ${path}: ${answer.body}`)
        checkHeaders(role, path, answer.headers)
        const now = await contentOf(world.store)
        const changed = [...now].flatMap(([name, hash]) => (content.get(name) === hash ? [] : [name]))
        for (const name of changed) {
          assert.ok(allowed[path]?.collections.includes(name), `${role} ${method} ${path} changes ${name}`)
          wrote.add(path)
        }
        content = now
      }
  assert.deepEqual([...wrote].toSorted(), Object.keys(allowed).toSorted(), 'what is allowed is needed')
})

/** Nothing that is about somebody is kept by a browser or on the way, and no answer tells what the server is made of. */
const checkHeaders = (role: Role, path: string, headers: Readonly<Record<string, unknown>>): void => {
  const about = `${role} ${path}`
  const kept = String(headers['cache-control'])
  if (/^\/(api|me)(\/|$)/.test(path)) assert.equal(kept, 'no-store', about)
  else assert.match(kept, /no-store|no-cache/, about)
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin', about)
  assert.equal(headers['x-powered-by'] ?? headers.server ?? headers.via, undefined, about)
  for (const cookie of [headers['set-cookie'] ?? []].flat())
    assert.match(String(cookie), /^__Host-.*Path=\/; HttpOnly; Secure; SameSite=Lax/, about)
}
