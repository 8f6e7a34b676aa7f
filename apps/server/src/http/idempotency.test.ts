import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import type { Route } from '@rolecall/contract/api/route'
import { type RouteName, type RouteOf, routes } from '@rolecall/contract/api/routes'
import type { Store } from '@rolecall/core/ports/store'
import { findMongod, startReplicaSet } from '@rolecall/test-servers/replica-set'
import type { LightMyRequestResponse } from 'fastify'
import { rememberedMs } from '../flows/parts/once.ts'
import { retention } from '../flows/parts/retention/policy.ts'
import { buildApp } from './app.ts'
import { posting, signIn } from './testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from './testing/http-world.ts'
import { mailsIn } from './testing/mails.ts'
import { mortalStore } from './testing/mortal-store.ts'
import { idOf } from './testing/people.ts'
import { addStaffMember, staffSignIn } from './testing/staff.ts'
import { addSide, type Side } from './testing/two-organisations.ts'

type Creating = { [N in RouteName]: RouteOf<N> extends { creates: true } ? N : never }[RouteName]
type Sample = {
  readonly body: (side: Side) => Record<string, unknown>
  /** Whoever asks, where it is not the employer. */
  readonly asks?: (world: HttpWorld, side: Side) => Promise<Side>
  /** Another body that the operation takes. */
  readonly other: (side: Side) => Record<string, unknown>
  readonly effects: (world: HttpWorld, side: Side) => Promise<number>
}

const wish = {
  email: 'new@example.org',
  name: 'Grace Njeri',
  password: 'green kettles hum softly',
  organisationName: 'Sunrise Bakery',
  country: 'KE',
  language: 'en',
}
const mailsTo = (to: string) => async (world: HttpWorld) => (await mailsIn(world, to)).length

/** A support agent who has the case of someone who wrote just now. */
const takeCase = async (world: HttpWorld, side: Side): Promise<Side> => {
  const employer = await staffSignIn(world, await addStaffMember(world, 7, 'support'))
  const person = await world.store.get('people', side.appliedId)
  const accountId = person?.doc.accountId ?? ''
  const account = await world.store.get('accounts', accountId)
  assert.ok(account)
  const caseId = idOf('cases', 1)
  const at = world.now
  await world.put(
    { op: 'put', collection: 'accounts', doc: { ...account.doc, lastInboundAt: at }, expected: account.revision },
    {
      op: 'put',
      collection: 'cases',
      doc: { id: caseId, accountId, personId: side.appliedId, reason: 'asked', state: 'open', at },
      expected: 'absent',
    },
  )
  const taken = await employer.send('POST', `/operator/cases/${caseId}/agent`, { reason: 'next-in-line' })
  assert.equal(taken.statusCode, 204, taken.body)
  return { ...side, employer, ids: { ...side.ids, caseId } }
}

/** By the rule of retention, which needs the store alone. */
const forgetRequests = async (world: HttpWorld): Promise<number> => {
  const unused = { put: fail, get: fail, delete: fail, keys: fail }
  const config = { whatsapp: { phoneNumberId: '', portfolioId: '', wabaId: '', simulated: true } }
  const [rule] = retention.requests.rules
  return (await rule?.forget({ ...world.deps, files: unused, config }, world.now)) ?? -1
}
const fail = (): never => assert.fail('no file is touched')

/** One for each operation that creates. A new one does not compile until it says here what it is sent and what to count. */
const samples: Readonly<Record<Creating, Sample>> = {
  createJob: {
    body: () => ({ posting: posting(), publish: true }),
    other: () => ({ posting: posting({ title: 'Waiter' }), publish: true }),
    effects: async ({ store }, { ids }) =>
      (await store.find('jobs', { index: 'organisation', where: [ids.organisationId], limit: 100 })).items.length - 1,
  },
  invitePerson: {
    body: ({ personId }) => ({ personId }),
    other: ({ appliedId }) => ({ personId: appliedId }),
    effects: async ({ store }, { personId }) => (await store.get('people', personId))?.doc.alertedAt.length ?? 0,
  },
  sendMessage: {
    body: () => ({ text: 'When can you start?' }),
    other: () => ({ text: 'Can you start on Monday?' }),
    effects: async ({ store }, { ids }) =>
      (await store.find('messages', { index: 'thread', where: [ids.applicationId], limit: 100 })).items.length,
  },
  sendCaseMessage: {
    asks: takeCase,
    body: () => ({ text: 'Call me at ten' }),
    other: () => ({ text: 'Call me at eleven' }),
    effects: async ({ store }) =>
      (await store.find('caseMessages', { index: 'case', where: [idOf('cases', 1)], limit: 100 })).items.length,
  },
  inviteMember: {
    body: () => ({ email: 'colleague@example.org', role: 'reviewer' }),
    other: () => ({ email: 'colleague@example.org', role: 'owner' }),
    effects: mailsTo('colleague@example.org'),
  },
  signUp: { body: () => wish, other: () => ({ ...wish, name: 'Someone else' }), effects: mailsTo(wish.email) },
  forgotPassword: {
    body: () => ({ email: 'owner1@example.org' }),
    other: () => ({ email: 'other@example.org' }),
    effects: mailsTo('owner1@example.org'),
  },
}
const creating = Object.keys(samples).filter((name): name is Creating => name in samples)

const send = (app: HttpWorld['app'], side: Side, [name, body, key]: readonly [RouteName, unknown, string]) => {
  const { method, path }: Route = routes[name]
  return app.inject({
    method,
    url: `/api/v1${path.replace(/:(\w+)/g, (_, param: string) => Object.entries(side.ids).find(([id]) => id === param)?.[1] ?? '')}`,
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', 'idempotency-key': key },
    cookies: routes[name].surface === 'public' ? {} : Object.fromEntries(side.employer.cookies),
    payload: JSON.stringify(body),
  })
}
const answerOf = ({ statusCode, body }: LightMyRequestResponse) => `${statusCode} ${body}`

const register = (engine: string, databaseUrl: () => string | undefined): void => {
  const open = (options: Parameters<typeof createHttpWorld>[0] = {}) => {
    const url = databaseUrl()
    return createHttpWorld({ ...options, ...(url === undefined ? {} : { databaseUrl: url }) })
  }
  for (const name of creating) {
    const { asks, body, other, effects } = samples[name]
    const sideIn = async (world: HttpWorld): Promise<Side> => {
      const side = await addSide(world, 1, 'one')
      return asks === undefined ? side : await asks(world, side)
    }

    test(`${engine}: twenty copies of ${name} at two servers have one effect and one answer, as has a late one`, async () => {
      await using world = await open()
      const side = await sideIn(world)
      const second = await buildApp(world.deps)
      const key = randomUUID()
      const copies = Array.from({ length: 20 }, (_, index) =>
        send(index % 2 === 0 ? world.app : second, side, [name, body(side), index % 3 === 0 ? `"${key}"` : key]),
      )
      const answers = new Set((await Promise.all(copies)).map(answerOf))
      await second.close()
      assert.equal(answers.size, 1, [...answers].join('\n'))
      assert.match([...answers][0] ?? '', /^20/)
      assert.equal(await effects(world, side), 1)
      world.now += 60_000
      assert.ok(answers.has(answerOf(await send(world.app, side, [name, body(side), key]))))
      assert.equal(await effects(world, side), 1)
    })

    test(`${engine}: ${name} decided after a copy that came between has the copy's answer`, async () => {
      let copy: (() => Promise<unknown>) | undefined
      const overtaken = (real: Store): Store => ({
        ...real,
        get: async (collection, id) => {
          const found = await real.get(collection, id)
          const overtake = collection === 'requests' ? copy : undefined
          if (overtake) copy = undefined
          await overtake?.()
          return found
        },
      })
      await using world = await open({ store: overtaken })
      const side = await sideIn(world)
      const second = await buildApp(world.deps)
      const request = [name, body(side), randomUUID()] as const
      const answers: string[] = []
      copy = async () => answers.push(answerOf(await send(second, side, request)))
      answers.push(answerOf(await send(world.app, side, request)))
      await second.close()
      assert.match(answers[0] ?? '', /^20/)
      assert.deepEqual(answers, [answers[0], answers[0]])
      assert.equal(await effects(world, side), 1)
    })

    test(`${engine}: ${name} refuses a key that came with another body`, async () => {
      await using world = await open()
      const side = await sideIn(world)
      const key = randomUUID()
      assert.match(answerOf(await send(world.app, side, [name, body(side), key])), /^20/)
      const refused = await send(world.app, side, [name, other(side), key])
      assert.deepEqual([refused.statusCode, refused.json().code], [422, 'idempotency-key-reused'])
      assert.equal(await effects(world, side), 1)
    })

    test(`${engine}: ${name} whose answer was lost with its process gets it from the next one`, async () => {
      const mortal = mortalStore()
      await using world = await open({ store: mortal.wrap })
      const side = await sideIn(world)
      const key = randomUUID()
      mortal.dies = true
      assert.equal((await send(world.app, side, [name, body(side), key])).statusCode, 500)
      mortal.dies = false
      assert.match(answerOf(await send(world.app, side, [name, body(side), key])), /^20/)
      assert.equal(await effects(world, side), 1)
    })
  }

  test(`${engine}: a key is its user's own, and after a day it is forgotten and free`, async () => {
    await using world = await open()
    const [one, two] = [await addSide(world, 1, 'one'), await addSide(world, 2, 'two')]
    const key = randomUUID()
    const body = { posting: posting(), publish: false }
    const first = await send(world.app, one, ['createJob', body, key])
    const others = await send(world.app, two, ['createJob', body, key])
    assert.notEqual(first.json().id, others.json().id)
    const { id, revision } = first.json()
    const url = `/organisations/${one.ids.organisationId}/jobs/${id}`
    const edit = { posting: posting({ title: 'Head cook' }), revision }
    assert.equal((await one.employer.send('PUT', url, edit)).statusCode, 200)
    assert.equal(answerOf(await send(world.app, one, ['createJob', body, key])), answerOf(first))
    const again = async () => {
      const side = { ...one, employer: await signIn(world, { email: 'owner1@example.org' }) }
      return send(world.app, side, ['createJob', body, key])
    }
    world.now += rememberedMs - 1
    assert.equal(await forgetRequests(world), 0)
    assert.equal(answerOf(await again()), answerOf(first))
    world.now += 1
    const anew = await again()
    assert.deepEqual([anew.statusCode, anew.json().id === id], [201, false])
    world.now += rememberedMs + 1
    assert.equal(await forgetRequests(world), 2)
  })
}

test('a key that is none is refused, and nothing is made', async () => {
  await using world = await createHttpWorld()
  const side = await addSide(world, 1, 'one')
  for (const key of ['short', 'x'.repeat(101), '"unclosed-key', 'no\\backslash', ''])
    assert.equal((await send(world.app, side, ['createJob', { posting: posting() }, key])).statusCode, 400, key)
  assert.equal(await samples.createJob.effects(world, side), 0)
})

test('no answer that holds a secret or a session is kept', () => {
  for (const name of creating) {
    const { success }: Route = routes[name]
    assert.doesNotMatch(JSON.stringify(success.schema?.toJSONSchema() ?? {}), /secret|token|recovery|password/i, name)
  }
})

register('sqlite', () => undefined)
if (findMongod()) {
  const replicaSet = await startReplicaSet()
  after(() => replicaSet.stop())
  register('mongodb', () => replicaSet.url(randomUUID()))
} else test('mongodb: idempotency', { skip: 'no mongod: set MONGOD or put it on the PATH' }, () => undefined)
