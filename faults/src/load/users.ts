import { randomBytes } from 'node:crypto'
import { makeId } from '@rolecall/core/model/ids'
import { hashPassword } from '@rolecall/server/flows/parts/passwords'
import type { Stage } from '../stage/stage.ts'

export type SignedOut = {
  /** Whether what the browser held before it signed out is worth nothing at each of the web processes. */
  isOut(): Promise<boolean>
  /** Tries wrong passwords for the account at one process; how many of them were looked at. */
  tryPasswords(url: string, count: number): Promise<number>
}

const password = 'correct horse battery staple'

/** A user of an employer who signed in, and out again. */
export const signedOut = async (stage: Stage): Promise<SignedOut> => {
  const id = makeId('users', randomBytes(16))
  const email = `${id}@example.org`.toLowerCase()
  const now = Date.now()
  const rest = { email, emailKey: email, emailConfirmedAt: now, name: 'Wanjiku', language: 'en', createdAt: now }
  const doc = { id, ...rest, passwordHash: await hashPassword(password), state: 'active' } as const
  await stage.store.commit([{ op: 'put', collection: 'users', doc, expected: 'absent' }])
  const answer = await signIn(stage.url, { email, password })
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  if (answer.status !== 200 || !(await knows(stage.url, cookie))) throw new Error(`signing in: ${answer.status}`)
  await fetch(`${stage.url}/api/v1/session`, { method: 'DELETE', headers: { cookie, ...ownSite } })
  return {
    isOut: async () => !(await Promise.all(stage.webs.map(({ url }) => knows(url, cookie)))).includes(true),
    tryPasswords: async (url, count) => {
      let looked = 0
      for (let attempt = 0; attempt < count; attempt += 1)
        if ((await signIn(url, { email, password: `wrong ${attempt}` })).status === 401) looked += 1
      return looked
    },
  }
}

const ownSite = { 'sec-fetch-site': 'same-origin' }

export const signIn = async (
  url: string,
  credentials: { readonly email: string; readonly password: string },
): Promise<Response> => {
  const headers = { 'content-type': 'application/json', ...ownSite }
  const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body: JSON.stringify(credentials) })
  await answer.arrayBuffer()
  return answer
}

const knows = async (url: string, cookie: string): Promise<boolean> =>
  !(await (await fetch(`${url}/api/v1/session`, { headers: { cookie } })).text()).includes('"user":null')
