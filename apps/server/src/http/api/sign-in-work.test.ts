import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verify } from '@node-rs/argon2'
import { createPasswords } from '../../flows/parts/passwords.ts'
import { client } from '../testing/employer-client.ts'
import { createHttpWorld, password } from '../testing/http-world.ts'
import { addEmployer } from '../testing/people.ts'
import { addStaffMember, codeAt } from '../testing/staff.ts'
import { countedStore } from '../testing/store-calls.ts'

/** A server that counts what a sign-in costs: hashes that are compared, and what the store is asked. */
const setUp = async () => {
  const store = countedStore()
  let compared = 0
  const passwords = await createPasswords((hash, given) => {
    compared += 1
    return verify(hash, given)
  })
  const world = await createHttpWorld({ store: store.wrap, passwords })
  const workOf = async (path: string, body: object) => {
    store.take()
    compared = 0
    const answer = await client(world).send('POST', path, body)
    return { status: answer.statusCode, body: answer.body, compared, asked: store.take() }
  }
  return { world, workOf }
}

test('an unknown e-mail costs an employer’s sign-in the same work as a wrong password, a hash compared among it', async () => {
  const { world, workOf } = await setUp()
  await using _ = world
  const { email } = await addEmployer(world, 1)
  const wrong = await workOf('/session', { email, password: 'not this one' })
  assert.deepEqual([wrong.status, wrong.compared], [401, 1])
  for (const given of ['not this one', password])
    assert.deepEqual(await workOf('/session', { email: 'nobody@example.org', password: given }), wrong)
})

test('an unknown e-mail, and one of an employer, cost the staff’s sign-in the same work as a wrong password', async () => {
  const { world, workOf } = await setUp()
  await using _ = world
  const { email } = await addStaffMember(world, 1, 'auditor')
  const owner = await addEmployer(world, 2)
  const code = codeAt(world.now)
  const attempt = (who: string, given = 'not this one') =>
    workOf('/operator/session', { email: who, password: given, code })
  const wrong = await attempt(email)
  assert.deepEqual([wrong.status, wrong.compared], [401, 1])
  for (const who of ['nobody@example.org', owner.email]) assert.deepEqual(await attempt(who), wrong)
  assert.deepEqual(await attempt('nobody@example.org', password), wrong)
})
