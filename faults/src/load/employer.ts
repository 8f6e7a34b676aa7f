import { demoAccounts } from '@rolecall/server/demo/seed'
import { posting as cookInThika } from '@rolecall/server/testing/stories'
import type { Stage } from '../stage/stage.ts'

/** What was answered; status 0 where the connection was lost. */
export type Answer = { readonly status: number; readonly body: unknown }

/** An employer who is signed in, at whichever server a request meets. */
export type Employer = {
  readonly organisationId: string
  /** A path of the API, such as `/session`. */
  post(path: string, body: unknown, key?: string): Promise<Answer>
  get(path: string): Promise<Answer>
}

const giveUpMs = 20_000

/** Signs in as an employer of the demo, which the stage on SQLite has. */
export const signIn = async (stage: Stage): Promise<Employer> => {
  const [account] = demoAccounts
  if (account === undefined) throw new Error('the demo has no employer')
  return signInAs(stage, account)
}

export const signInAs = async (
  { url }: Stage,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<Employer> => {
  const signedIn = await ask(url, '/session', { body: { email, password } })
  const cookie = (signedIn?.headers.getSetCookie() ?? []).map((one) => one.split(';')[0]).join('; ')
  const view: { organisations?: readonly { organisationId: string }[] } = await signedIn?.json()
  const organisationId = view.organisations?.[0]?.organisationId
  if (organisationId === undefined) throw new Error(`nobody could sign in: ${signedIn?.status}`)
  return {
    organisationId,
    post: async (path, body, key) =>
      answerIn(await ask(url, path, { body, cookie, ...(key === undefined ? {} : { key }) })),
    get: async (path) => answerIn(await ask(url, path, { cookie })),
  }
}

const answerIn = async (answer: Response | undefined): Promise<Answer> => ({
  status: answer?.status ?? 0,
  body: await answer?.json().catch(() => undefined),
})

/** Without a body it asks to read. */
type Asked = { readonly body?: unknown; readonly cookie?: string; readonly key?: string }

const ask = (url: string, path: string, { body, cookie = '', key }: Asked): Promise<Response | undefined> =>
  fetch(`${url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      cookie,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(giveUpMs),
  }).catch(() => undefined)

const dayMs = 86_400_000

/** What an employer fills in, for a job that does not end soon. */
export const posting = (title: string): unknown => ({
  ...cookInThika,
  title,
  expiresOn: new Date(Date.now() + 14 * dayMs).toISOString().slice(0, 10),
})
