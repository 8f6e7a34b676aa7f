import assert from 'node:assert/strict'
import type { StaffRole } from '@rolecall/core/model/staff'
import { Secret } from 'otpauth'
import { codeAt as codeOf } from '../../testing/authenticator.ts'
import { client, type EmployerClient } from './employer-client.ts'
import { type HttpWorld, password, passwordHash } from './http-world.ts'
import { idOf } from './people.ts'

export const totpSecret = new Secret({ size: 20 }).base32

/** What their authenticator app shows at this moment. */
export const codeAt = (now: number, secret = totpSecret): string => codeOf(now, secret)

/** What staff need of a world. */
export type StaffWorld = Pick<HttpWorld, 'app' | 'now' | 'put'>

export type StaffAccount = { readonly userId: string; readonly email: string }

/** One of the staff, who has enrolled and signs in as `staff<number>@example.org`. */
export const addStaffMember = async (world: StaffWorld, number: number, role: StaffRole): Promise<StaffAccount> => {
  const userId = idOf('users', number)
  const email = `staff${number}@example.org`
  const createdAt = world.now
  const user = { id: userId, email, emailKey: email, name: `Staff ${number}`, language: 'en', passwordHash, createdAt }
  await world.put(
    { op: 'put', collection: 'users', expected: 'absent', doc: { ...user, state: 'active' } },
    {
      op: 'put',
      collection: 'staff',
      expected: 'absent',
      doc: { id: userId, role, state: 'active', totpSecret, totpStep: 0, recoveryHashes: [], createdAt },
    },
  )
  return { userId, email }
}

export const staffSignIn = async (world: StaffWorld, { email }: StaffAccount): Promise<EmployerClient> => {
  const browser = client(world)
  const answer = await browser.send('POST', '/operator/session', { email, password, code: codeAt(world.now) })
  assert.equal(answer.statusCode, 200, answer.body)
  return browser
}
