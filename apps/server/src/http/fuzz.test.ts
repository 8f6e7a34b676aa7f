import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ProblemCode } from '@rolecall/contract/api/problem-code'
import { type RouteName, routes } from '@rolecall/contract/api/routes'
import fc from 'fast-check'
import type { LightMyRequestResponse } from 'fastify'
import { createJudge, type Documented, readDocument } from './testing/api-document.ts'
import { sameOrigin } from './testing/employer-client.ts'
import { addEveryone, type Everyone } from './testing/everyone.ts'
import { bent, fromSchema, type Known, twists } from './testing/from-schema.ts'
import { createHttpWorld, type HttpWorld, quickPasswords, thika } from './testing/http-world.ts'
import { addOwnNeeds, type OwnNeeds } from './testing/own-needs.ts'

const each = 500
/** The same each time, so that nobody's change fails by another's luck; any other by `FUZZ_SEED`. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_128)
console.log(`FUZZ_SEED=${seed}`)

/** What the edge answers by itself: that a request got one of these does not show that it reached its handler. */
const edgeCodes = new Set([
  'bad-json',
  'bad-request',
  'cross-site',
  'invalid-fields',
  'not-allowed',
  'not-signed-in',
  'rate-limited',
])
/**
 * What no request made from the document can do: each of these needs a signature that an authenticator made over a challenge
 * of a moment before. The tests of passkeys make them; here it counts that they are refused by what checks it.
 */
const needsAuthenticator: readonly RouteName[] = [
  'signInByPasskey',
  'staffSignInByPasskey',
  'finishEnrolmentByPasskey',
  'addPasskey',
]
/** It never ends; `http/employer/events.test.ts` follows it. */
const streaming: readonly string[] = ['followEvents']
const names = Object.keys(routes).filter((name): name is RouteName => name in routes && !streaming.includes(name))

let world: HttpWorld
let everyone: Everyone
let needsOf: (name: RouteName) => OwnNeeds
/** Of a list of jobs by their organisation and time; other lists refuse it. */
let cursor: string
let documents: ReadonlyMap<string, Documented>
const wrongWith = createJudge()
before(async () => {
  world = await createHttpWorld({ inMemory: true, passwords: quickPasswords })
  everyone = await addEveryone(world)
  needsOf = await addOwnNeeds(world, everyone)
  const jobs = await everyone.side.employer.get(`/organisations/${everyone.side.ids.organisationId}/jobs?limit=1`)
  cursor = jobs.json().cursor
  assert.ok(cursor)
  documents = new Map((await readDocument(world)).map((operation) => [operation.name, operation]))
})
after(() => world[Symbol.asyncDispose]())

/** Files of jobs, in base64. */
const files = [
  'Title,Description,Town,Pay\nCook,Cook lunch.,Thika,1200 a day\nx,,Nowhere,lots',
  'Puesto;Sueldo;Horario\n"Chofer";"900-1.200,50";"lun-vie 7-15"\n"open',
].map((text) => Buffer.from(text).toString('base64'))

/** What makes a request get further than one of random words would. */
const known = (name: RouteName): Known => ({
  occupation: ['cook', 'cleaner', 'driver'],
  currency: ['KES', 'MXN', 'USD'],
  country: ['KE'],
  countries: [['KE'], ['MX', 'KE']],
  timeZone: [thika.timeZone],
  latitude: [thika.latitude],
  longitude: [thika.longitude],
  skill: ['cooking-meals', 'knife-skills'],
  min: [100_000],
  max: [200_000],
  token: ['x'.repeat(43)],
  after: [cursor],
  personId: [everyone.side.personId, everyone.other.personId],
  expiresOn: ['2026-12-24', '2027-03-01'],
  revision: [0, 1, 2, 3],
  q: ['cook', 'thika', 'Cafe'],
  file: files,
  place: ['Thika'],
  ...needsOf(name).known,
})

type Sent = { readonly query: Readonly<Record<string, unknown>>; readonly body: unknown; readonly address: number }

const nameOf = (operation: Documented): RouteName =>
  names.find((one) => one === operation.name) ?? assert.fail(operation.name)

const arbitraryOf = (operation: Documented): fc.Arbitrary<Sent> => {
  const meant = known(nameOf(operation))
  const query = operation.parameters.filter(({ in: where }) => where === 'query')
  return fc.record({
    query: fc.record(Object.fromEntries(query.map(({ name, schema }) => [name, fromSchema(schema, meant, name)])), {
      requiredKeys: query.filter(({ required }) => required).map(({ name }) => name),
    }),
    body: operation.body === undefined ? fc.constant(undefined) : fromSchema(operation.body, meant),
    address: fc.nat(2 ** 24 - 1),
  })
}

const send = (operation: Documented, { query, body, address }: Sent): Promise<LightMyRequestResponse> => {
  const name = nameOf(operation)
  const ids: Readonly<Record<string, string>> = { ...everyone.idsFor(name), ...needsOf(name).ids }
  const path = operation.path.replace(/\{(\w+)\}/g, (_, param: string) => ids[param] ?? assert.fail(param))
  // A list is a parameter that comes several times.
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => [value].flat().map((one) => [key, inQuery(one)])),
  )
  const browser = everyone.browsers.get(everyone.roleFor(name)) ?? assert.fail(name)
  return world.app.inject({
    method: operation.method,
    url: `${path}?${search}`,
    cookies: Object.fromEntries(browser.cookies),
    // Each from an address of its own, so that what is limited by address is not what is tested.
    remoteAddress: `10.${address >> 16}.${(address >> 8) & 255}.${address & 255}`,
    headers: { ...sameOrigin, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
}

const inQuery = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed()

/** What every answer must hold to. Gives its code, or `done`. */
const codeOf = (operation: Documented, answer: LightMyRequestResponse): string => {
  const { statusCode, headers } = answer
  const about = `${operation.name} ${statusCode}: ${answer.body.slice(0, 500)}`
  assert.ok(statusCode < 500, about)
  assert.ok(operation.answers.has(statusCode), `not documented: ${about}`)
  assert.equal(headers['cache-control'], 'no-store', about)
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin', about)
  assert.equal(headers['x-powered-by'] ?? headers.server, undefined, about)
  const schema = operation.answers.get(statusCode)
  if (schema === undefined) return 'done'
  const value = answer.json()
  assert.equal(wrongWith(schema, value), undefined, about)
  if (statusCode < 400) return 'done'
  assert.ok(ProblemCode.options.includes(value.code), about)
  return value.code
}

for (const name of names) {
  test(`${name} answers ${each} requests that are right as it is documented, in status and in body`, async () => {
    const operation = documents.get(name) ?? assert.fail(`${name} is not documented`)
    const got = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(arbitraryOf(operation), async (sent) => {
        const code = codeOf(operation, await send(operation, sent))
        got.set(code, (got.get(code) ?? 0) + 1)
      }),
      { numRuns: each, seed },
    )
    if (process.env.FUZZ_SHOW) console.log(name, Object.fromEntries(got))
    const handled = needsAuthenticator.includes(name)
      ? [...got.keys()].some((code) => !edgeCodes.has(code))
      : got.has('done')
    assert.ok(handled, `none was handled: ${[...got.keys()]}`)
  })

  test(`${name} answers ${each} requests that are wrong as it is documented, and refuses their bodies`, async () => {
    const operation = documents.get(name) ?? assert.fail(`${name} is not documented`)
    const wrong = fc.tuple(arbitraryOf(operation), twists).map(([sent, twist]) => ({
      ...sent,
      query: Object(bent(sent.query, twist.how === 'deeper' ? { ...twist, how: 'with-more' } : twist)),
      body: operation.body === undefined ? undefined : bent(sent.body, twist),
    }))
    await fc.assert(
      fc.asyncProperty(wrong, async (sent) => {
        const answer = await send(operation, sent)
        codeOf(operation, answer)
        if (operation.body !== undefined && wrongWith(operation.body, JSON.parse(JSON.stringify(sent.body ?? null))))
          assert.ok(answer.statusCode >= 400, `taken: ${JSON.stringify(sent.body)}`)
      }),
      { numRuns: each, seed },
    )
  })
}
