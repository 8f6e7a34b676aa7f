import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verify } from '@node-rs/argon2'
import { createPasswords, hashPassword } from './passwords.ts'

test('a password is hashed by argon2id with at least what OWASP asks, and a salt of its own', async () => {
  const [one, another] = [await hashPassword('green kettles'), await hashPassword('green kettles')]
  const [, kind, version, costs = '', salt = ''] = one.split('$')
  assert.deepEqual([kind, version], ['argon2id', 'v=19'])
  const {
    m = 0,
    t = 0,
    p = 0,
  } = Object.fromEntries(
    costs
      .split(',')
      .map((cost) => cost.split('='))
      .map(([k, v]) => [k, Number(v)]),
  )
  assert.ok(m >= 19 * 1024 && t >= 2 && p >= 1, costs)
  assert.ok(Buffer.from(salt, 'base64').length >= 16)
  assert.notEqual(one, another)
})

test('where there is no hash one of the same costs is compared, and nothing is right', async () => {
  const compared: string[] = []
  const passwords = await createPasswords((hash, password) => {
    compared.push(String(hash))
    return verify(hash, password)
  })
  const known = await hashPassword('green kettles')
  assert.equal(await passwords.matches(known, 'green kettles'), true)
  for (const guess of ['green kettles', 'the password of nobody'])
    assert.equal(await passwords.matches(undefined, guess), false)
  assert.equal(compared.length, 3)
  const costsOf = (hash: string) => hash.split('$').slice(0, 4)
  for (const hash of compared) assert.deepEqual(costsOf(hash), costsOf(known))
})
