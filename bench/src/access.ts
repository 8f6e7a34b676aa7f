import { randomBytes } from 'node:crypto'
import { memoryCache } from '@rolecall/adapters/cache/memory'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import { makeId } from '@rolecall/core/model/ids'
import { createAccessTokens } from '@rolecall/server/access/access-token'
import { createSigningKeys } from '@rolecall/server/access/signing-keys'
import { createPasswords, hashPassword } from '@rolecall/server/flows/parts/passwords'
import { createSignIn } from '@rolecall/server/flows/sign-in'
import { createLimits } from '@rolecall/server/limits/limits'
import { openStore } from '@rolecall/store/open-store'
import { median } from './statistics.ts'

const checks = 5000
const signIns = 40
const clock = { now: Date.now }
const email = 'owner@example.org'
const password = 'a long enough password'

/** What an access token costs to check, and a sign-in in CPU of all threads. */
export const benchAccess = async (): Promise<string> => {
  await using store = await openStore({ url: 'sqlite::memory:', keys: memoryKeys(), clock })
  const keys = createSigningKeys({ store, clock, makeId: (collection) => makeId(collection, randomBytes(16)) })
  const tokens = createAccessTokens({ keys, clock, issuer: () => 'https://jobs.example.org' })
  const token = await tokens.sign({ sessionId: 'ses_1', subject: 'usr_1', surface: 'employer' })
  const times: number[] = []
  for (let check = 0; check < checks; check += 1) {
    const startedAt = performance.now()
    if ((await tokens.verify(token)) === undefined) throw new Error('the token was refused')
    times.push(performance.now() - startedAt)
  }
  const user = { id: 'usr_1', email, emailKey: email, name: 'Owner', language: 'en', createdAt: 0 }
  const passwordHash = await hashPassword(password)
  await store.commit([
    { op: 'put', collection: 'users', expected: 'absent', doc: { ...user, passwordHash, state: 'active' } },
  ])
  const signIn = createSignIn({
    store,
    clock,
    limits: createLimits({ cache: memoryCache(), factor: () => 1 }),
    passwords: await createPasswords(),
  })
  const cpu: number[] = []
  for (let run = 0; run < signIns; run += 1) {
    const before = process.cpuUsage()
    await signIn({ email, password, address: `10.0.0.${run}` })
    const { user: own, system } = process.cpuUsage(before)
    cpu.push((own + system) / 1000)
  }
  return [
    '| access | median ms |',
    '|---|---|',
    `| a check of an access token (of ${checks}) | ${median(times.slice(500)).toFixed(3)} |`,
    `| CPU of a sign-in with its password (of ${signIns}) | ${median(cpu).toFixed(0)} |`,
  ].join('\n')
}
