import assert from 'node:assert/strict'
import { createHmac, createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import { makeId } from '@rolecall/core/model/ids'
import { openStore } from '@rolecall/store/open-store'
import fc from 'fast-check'
import { exportJWK, exportSPKI, type JWTHeaderParameters, SignJWT } from 'jose'
import { accessMs, createAccessTokens } from './access-token.ts'
import { createSigningKeys, signsForMs, waitsForMs } from './signing-keys.ts'

const clock = { at: Date.UTC(2026, 10, 25, 9), now: () => clock.at }
const store = await openStore({ url: 'sqlite::memory:', keys: memoryKeys(), clock, checkDocuments: true })
after(() => store[Symbol.asyncDispose]())
const newKeys = () => createSigningKeys({ store, clock, makeId: (collection) => makeId(collection, randomBytes(16)) })
const keys = newKeys()
const issuer = 'https://jobs.example.org'
const tokens = createAccessTokens({ keys, clock, issuer: () => issuer })
const claims = { sessionId: 'ses_1', subject: 'usr_1', surface: 'employer' } as const
const token = await tokens.sign(claims)
const { kid, privateKey, publicKey } = await keys.signing()

const seconds = (moment: number) => Math.floor(moment / 1000)
const payload = () => ({
  iss: issuer,
  aud: 'rolecall:employer',
  sub: 'usr_1',
  sid: 'ses_1',
  jti: 'j',
  iat: seconds(clock.at),
  nbf: seconds(clock.at),
  exp: seconds(clock.at + accessMs),
})
const header: JWTHeaderParameters = { alg: 'ES256', typ: 'at+jwt', kid }
const signed = (claims: Record<string, unknown>, head: JWTHeaderParameters = header) =>
  new SignJWT(claims).setProtectedHeader(head).sign(privateKey)
/** A header that the types would not let pass. */
const headerWith = (more: Readonly<Record<string, unknown>>) => ({ ...header, ...more }) as JWTHeaderParameters
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

test('a token says whom it speaks for', async () => {
  assert.deepEqual(await tokens.verify(token), claims)
  assert.deepEqual(await tokens.verify(await signed(payload())), claims)
})

test('none of 10,000 bent or cut tokens is taken', async () => {
  const bend = fc.tuple(fc.nat(token.length - 1), fc.constantFrom(...'abcXYZ019-_.= '), fc.boolean())
  await fc.assert(
    fc.asyncProperty(bend, async ([at, character, cut]) => {
      const bent = cut ? token.slice(0, at) : token.slice(0, at) + character + token.slice(at + 1)
      // The last character of a segment holds bits that decode to nothing: such a token is the same one.
      const same = bent.split('.').every((part, index) => bytesOf(part).equals(bytesOf(token.split('.')[index] ?? '')))
      if (!same || bent.split('.').length !== 3) assert.equal(await tokens.verify(bent), undefined)
    }),
    { numRuns: 10_000 },
  )
})
const bytesOf = (segment: string) => Buffer.from(segment, 'base64url')

test('no other algorithm is taken, none and the public key as a secret among them', async () => {
  const unsigned = `${encode({ ...header, alg: 'none' })}.${encode(payload())}.`
  assert.equal(await tokens.verify(unsigned), undefined)
  const body = `${encode({ ...header, alg: 'HS256' })}.${encode(payload())}`
  const confused = createHmac('sha256', await exportSPKI(publicKey))
    .update(body)
    .digest('base64url')
  assert.equal(await tokens.verify(`${body}.${confused}`), undefined)
  const rsa = createPrivateKey(
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  )
  const other = await new SignJWT(payload()).setProtectedHeader({ ...header, alg: 'RS256' }).sign(rsa)
  assert.equal(await tokens.verify(other), undefined)
})

test('a header cannot bring or name a key of its own, and nothing is fetched', async (t) => {
  const fetched = t.mock.method(globalThis, 'fetch', () => Promise.reject(new Error('fetched')))
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = await exportJWK(own.publicKey)
  const heads: Record<string, unknown>[] = [
    { jwk },
    { jku: 'https://evil.example/keys' },
    { x5u: 'https://evil.example/cert' },
    { kid: '../../dev/null' },
    { kid: "' or 1=1 --" },
    { kid: undefined },
    { kid: '' },
  ]
  for (const head of heads) {
    const forged = await new SignJWT(payload()).setProtectedHeader(headerWith(head)).sign(own.privateKey)
    assert.equal(await tokens.verify(forged), undefined, JSON.stringify(head))
  }
  assert.equal(fetched.mock.callCount(), 0)
})

test('times count with a minute of leeway', async () => {
  const at = (claims: object) => signed({ ...payload(), ...claims })
  const now = seconds(clock.at)
  assert.ok(await tokens.verify(await at({ exp: now - 59 })))
  assert.equal(await tokens.verify(await at({ exp: now - 61 })), undefined)
  assert.ok(await tokens.verify(await at({ nbf: now + 59 })))
  assert.equal(await tokens.verify(await at({ nbf: now + 61 })), undefined)
})

for (const [name, claims, head] of [
  ['for another audience', { aud: 'rolecall:admin' }, {}],
  ['for several audiences', { aud: ['rolecall:employer', 'rolecall:operator'] }, {}],
  ['of another issuer', { iss: 'https://other.example' }, {}],
  ['of another type', {}, { typ: 'JWT' }],
  ['without a type', {}, { typ: undefined }],
  ['without an id', { jti: undefined }, {}],
  ['without an end', { exp: undefined }, {}],
  ['without a session', { sid: undefined }, {}],
  ['whose session is no text', { sid: { $ne: '' } }, {}],
] as const)
  test(`a token ${name} is not taken`, async () => {
    assert.equal(await tokens.verify(await signed({ ...payload(), ...claims }, headerWith(head))), undefined)
  })

test('another process takes the tokens of this one, and a new key signs once it was there for ten minutes', async () => {
  const other = createAccessTokens({ keys: newKeys(), clock, issuer: () => issuer })
  assert.deepEqual(await other.verify(await tokens.sign(claims)), claims)
  clock.at += 1
  const fresh = await keys.rotate()
  assert.equal((await keys.signing()).kid, kid)
  clock.at += waitsForMs
  assert.equal((await keys.signing()).kid, fresh)
  assert.deepEqual(await other.verify(await tokens.sign(claims)), claims)
  clock.at += signsForMs
  await keys.signing()
  clock.at += waitsForMs
  assert.notEqual((await keys.signing()).kid, fresh)
})
