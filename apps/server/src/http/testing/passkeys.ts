import assert from 'node:assert/strict'
import { type Bent, createPasskey, type SoftwarePasskey } from '../../testing/software-passkey.ts'
import type { EmployerClient } from './employer-client.ts'
import { publicUrl } from './http-world.ts'

/** Adds a passkey to the account that is signed in. */
export const addPasskey = async (browser: EmployerClient, bent: Bent = {}): Promise<SoftwarePasskey> => {
  const passkey = createPasskey((await browser.send('POST', '/passkeys/new')).json(), publicUrl, bent)
  const answer = await browser.send('POST', '/passkeys', { name: 'Phone', credential: passkey.created })
  assert.equal(answer.statusCode, 201, answer.body)
  return passkey
}

const paths = { employer: '/session/passkey', staff: '/operator/session/passkey' } as const

/** Begins a sign-in in the browser and answers it, bent in some way or as it should be. */
export const passkeySignIn = async (
  browser: EmployerClient,
  passkey: SoftwarePasskey,
  { as = 'employer', to = as, ...bent }: Bent & { as?: 'employer' | 'staff'; to?: 'employer' | 'staff' } = {},
) => {
  const request = (await browser.send('POST', '/passkeys/sign-in', { as })).json()
  return browser.send('POST', paths[to], { credential: passkey.sign(request, bent) })
}
