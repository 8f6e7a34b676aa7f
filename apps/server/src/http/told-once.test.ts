import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { type RouteName, type RouteOf, routes } from '@rolecall/contract/api/routes'
import type { Store } from '@rolecall/core/ports/store'
import { buildApp } from './app.ts'
import { sameOrigin, signIn } from './testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from './testing/http-world.ts'
import { mortalStore } from './testing/mortal-store.ts'
import { addEmployer } from './testing/people.ts'
import { addStaffMember, staffSignIn } from './testing/staff.ts'

type ToldOnce = { [N in RouteName]: RouteOf<N> extends { creates: 'told-once' } ? N : never }[RouteName]
type Sample = {
  /** Someone who may ask: their cookies, and the values of the path. */
  readonly asks: (world: HttpWorld) => Promise<Asks>
  readonly body: object
  readonly other: object
  /** The id and the secret in an answer. */
  readonly idOf: (answer: Record<string, string>) => string | undefined
  readonly secretOf: (answer: Record<string, string>) => string | undefined
  readonly effects: (world: HttpWorld, asks: Asks) => Promise<number>
}
type Asks = { readonly cookies: Record<string, string>; readonly ids: Record<string, string> }

/** One for each operation whose answer holds a secret. A new one does not compile until it stands here. */
const samples: Readonly<Record<ToldOnce, Sample>> = {
  createApiClient: {
    asks: async (world) => {
      const owner = await addEmployer(world, 1)
      const { cookies } = await signIn(world, owner)
      return { cookies: Object.fromEntries(cookies), ids: { organisationId: owner.organisationId } }
    },
    body: { name: 'Payroll bridge', scopes: ['jobs:read'] },
    other: { name: 'Another', scopes: ['jobs:read'] },
    idOf: ({ id }) => id,
    secretOf: ({ clientSecret }) => clientSecret,
    effects: async ({ store }, { ids }) =>
      (await store.find('apiClients', { index: 'organisation', where: [ids.organisationId ?? ''], limit: 100 })).items
        .length,
  },
  addStaff: {
    asks: async (world) => {
      const { cookies } = await staffSignIn(world, await addStaffMember(world, 1, 'administrator'))
      return { cookies: Object.fromEntries(cookies), ids: {} }
    },
    body: { email: 'new@example.org', name: 'Grace Njeri', role: 'support' },
    other: { email: 'new@example.org', name: 'Grace Njeri', role: 'auditor' },
    idOf: ({ userId }) => userId,
    secretOf: ({ url }) => url?.split('.').at(-1),
    effects: async ({ store }) => {
      const { items } = await store.find('tasks', { index: 'lane', where: ['audit'], limit: 100 })
      return items.filter(({ doc }) => JSON.stringify(doc.payload).includes('staff.add')).length
    },
  },
}
const names = Object.keys(samples).filter((name): name is ToldOnce => name in samples)

const send = (app: HttpWorld['app'], { cookies, ids }: Asks, [name, body, key]: readonly [ToldOnce, object, string]) =>
  app.inject({
    method: 'POST',
    url: `/api/v1${routes[name].path.replace(/:(\w+)/g, (_, param: string) => ids[param] ?? '')}`,
    headers: { ...sameOrigin, 'content-type': 'application/json', 'idempotency-key': key },
    cookies,
    payload: JSON.stringify(body),
  })

for (const name of names) {
  const { asks, body, other, idOf, secretOf, effects } = samples[name]

  test(`of twenty copies of ${name} at two servers one is told the secret, and the others and a late one what was made`, async () => {
    await using world = await createHttpWorld()
    const who = await asks(world)
    const second = await buildApp(world.deps)
    const key = randomUUID()
    const copies = Array.from({ length: 20 }, (_, index) =>
      send(index % 2 ? second : world.app, who, [name, body, key]),
    )
    const answers = await Promise.all(copies)
    await second.close()
    const [told, ...more] = answers.filter(({ statusCode }) => statusCode === 201)
    assert.deepEqual([told !== undefined, more.length], [true, 0])
    const made = idOf(told?.json() ?? {})
    const late = await send(world.app, who, [name, body, key])
    for (const refused of [...answers.filter((answer) => answer !== told), late]) {
      const { code, made: known } = refused.json()
      assert.deepEqual([refused.statusCode, code, known], [409, 'made-already', made])
    }
    assert.equal(await effects(world, who), 1)
  })

  test(`${name} whose answer was lost makes nothing more under its key, and something new under another`, async () => {
    const mortal = mortalStore()
    await using world = await createHttpWorld({ store: mortal.wrap })
    const who = await asks(world)
    const key = randomUUID()
    mortal.dies = true
    assert.equal((await send(world.app, who, [name, body, key])).statusCode, 500)
    mortal.dies = false
    const again = await send(world.app, who, [name, body, key])
    assert.deepEqual([again.statusCode, again.json().code], [409, 'made-already'])
    assert.equal(await effects(world, who), 1)
    assert.equal((await send(world.app, who, [name, other, key])).json().code, 'idempotency-key-reused')
    assert.equal((await send(world.app, who, [name, body, randomUUID()])).statusCode, 201)
    assert.equal(await effects(world, who), 2)
  })

  test(`the secret of ${name} stands in nothing that is kept under the key`, async () => {
    const kept: string[] = []
    const watched = (real: Store): Store => ({
      ...real,
      commit: (changes, lease) => {
        kept.push(JSON.stringify(changes))
        return real.commit(changes, lease)
      },
    })
    await using world = await createHttpWorld({ store: watched })
    const answer = await send(world.app, await asks(world), [name, body, randomUUID()])
    const secret = secretOf(answer.json()) ?? assert.fail('no secret')
    assert.ok(kept.some((changes) => changes.includes('"requests"')))
    assert.ok(secret.length > 20 && !kept.join().includes(secret))
  })
}
