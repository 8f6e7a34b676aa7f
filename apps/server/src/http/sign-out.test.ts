import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addEveryone } from './testing/everyone.ts'
import { createHttpWorld, quickPasswords } from './testing/http-world.ts'

test('signing out clears what the browser kept, for everyone who can sign in', async () => {
  await using world = await createHttpWorld({ inMemory: true, passwords: quickPasswords })
  const { browsers } = await addEveryone(world)
  for (const [role, url, method, type] of [
    ['owner', '/api/v1/session', 'DELETE', undefined],
    ['auditor', '/api/v1/session', 'DELETE', undefined],
    ['person', '/me/sign-out', 'POST', 'application/x-www-form-urlencoded'],
  ] as const) {
    const { headers, cookies } = await world.app.inject({
      method,
      url,
      cookies: Object.fromEntries(browsers.get(role)?.cookies ?? []),
      headers: { 'sec-fetch-site': 'same-origin', ...(type === undefined ? {} : { 'content-type': type }) },
    })
    assert.match(String(headers['clear-site-data']), /"storage"/, role)
    assert.equal(headers['cache-control'], 'no-store', role)
    const cleared = cookies.filter(({ value }) => value === '').map(({ name }) => name)
    assert.deepEqual(cleared.toSorted(), ['__Host-rolecall', '__Host-rolecall-refresh'], role)
  }
})
