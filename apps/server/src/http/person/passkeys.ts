import { Assertion, NewCredential } from '@rolecall/contract/api/passkeys'
import type { PersonFrame, SessionsPage } from '@rolecall/contract/pages'
import type { FastifyRequest } from 'fastify'
import { isFresh, type OwnPasskeys } from '../../flows/passkeys/own-passkeys.ts'
import type { PasskeySignIn } from '../../flows/passkeys/sign-in-by-passkey.ts'
import { isRefusal, refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { limitByAccount } from '../limit-requests.ts'
import { browserOf, keepBrowser } from '../passkey-cookie.ts'
import { sendProblem, withStatusOf } from '../problems.ts'
import { startSession } from '../session-cookies.ts'
import { deviceName } from './device-name.ts'
import { type Form, formOf } from './form-body.ts'
import { type PersonSite, personForm } from './person-page.ts'
import { type PersonViewer, readPersonViewer } from './person-viewer.ts'
import { sendSignIn } from './sign-in-pages.ts'
import { backTo } from './where-from.ts'

/** What the page of sessions says of passkeys. */
export type ShownPasskeys = Pick<SessionsPage, 'passkeys' | 'fresh'>

/** A passkey after the first sign-in by WhatsApp. The page's script fills the forms; all else is as with every other form. */
export const passkeyForms = (
  site: PersonSite,
  { own, signIn, show }: { own: OwnPasskeys; signIn: PasskeySignIn; show: Show },
): void => {
  const { app, deps, pages } = site

  app.post('/me/sign-in/passkey/begin', async (request, reply) => {
    const asking = { surface: 'person', browser: keepBrowser(deps, { request, reply }), address: request.ip } as const
    const begun = await signIn.begin(asking)
    return isRefusal(begun) ? sendProblem(reply, begun) : reply.header('cache-control', 'no-store').send(begun)
  })

  app.post('/me/sign-in/passkey', async (request, reply) => {
    const credential = Assertion.safeParse(Object.fromEntries(formOf(request))).data
    const asking = { surface: 'person', browser: browserOf({ request }), address: request.ip } as const
    const passkey = credential && (await signIn.finish({ ...asking, credential }))
    if (passkey === undefined || isRefusal(passkey)) {
      const refusal = passkey ?? refuse('passkey-refused')
      const limited = refusal.refused === 'rate-limited'
      return sendSignIn(deps, pages, request, withStatusOf(reply, refusal), { passkeyRefused: true, limited })
    }
    const opened = await startSession(deps, { request, reply }, { subject: passkey.subject, surface: 'person' })
    return opened ? backTo(request, reply, '/me') : sendProblem(reply, refuse('unavailable'))
  })

  app.post('/me/passkeys/begin', async (request, reply) => {
    const viewer = await readPersonViewer(deps, { request, reply })
    if (viewer === undefined) return sendProblem(reply, refuse('not-signed-in'))
    const limited = await limitByAccount(deps.limits, { request, reply }, viewer.person.id)
    if (limited !== undefined) return sendProblem(reply, limited)
    const name = viewer.person.name ?? deps.settings.current().operator.name
    const signed = { session: viewer.session, browser: keepBrowser(deps, { request, reply }) }
    const begun = await own.begin(signed, { name, displayName: name })
    return isRefusal(begun) ? sendProblem(reply, begun) : reply.header('cache-control', 'no-store').send(begun)
  })

  personForm(site, '/me/passkeys', async ({ viewer, frame, request }) => {
    const credential = newCredentialOf(formOf(request))
    const signed = { session: viewer.session, browser: browserOf({ request }) }
    const added = credential && (await own.add(signed, { name: nameOf(request), credential }))
    if (added !== undefined && !isRefusal(added)) return { to: '/me/sessions' }
    return { page: await show(viewer, frame, { passkeyRefused: true }) }
  })

  personForm(site, '/me/passkeys/remove', async ({ viewer, frame, request }) => {
    const signed = { session: viewer.session, browser: '' }
    const refused = await own.remove(signed, formOf(request).get('passkey') ?? '')
    if (refused === undefined) return { to: '/me/sessions' }
    if (refused.refused === 'not-found') return 'not-found'
    return { page: await show(viewer, frame, {}) }
  })
}

type Show = (viewer: PersonViewer, frame: PersonFrame, more: Pick<SessionsPage, 'passkeyRefused'>) => Promise<string>

export const presentPasskeys = async (
  deps: AppDeps,
  own: OwnPasskeys,
  { viewer, language }: { readonly viewer: PersonViewer; readonly language: string },
): Promise<ShownPasskeys> => {
  const day = (at: number) =>
    deps.texts.text(language).value({ type: 'time', at, timeZone: viewer.person.timeZone, show: 'date-time' })
  const passkeys = await own.list({ session: viewer.session, browser: '' })
  return {
    fresh: isFresh(viewer.session, deps.clock.now()),
    passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
      id,
      name,
      since: day(createdAt),
      ...(lastUsedAt === undefined ? {} : { used: day(lastUsedAt) }),
    })),
  }
}

const newCredentialOf = (form: Form): NewCredential | undefined => {
  const { transports = '', ...rest } = Object.fromEntries(form)
  return NewCredential.safeParse({ ...rest, transports: transports.split(' ').filter(Boolean) }).data
}

/** What is known of the browser names the passkey that it made. */
const nameOf = ({ headers }: FastifyRequest): string => deviceName(headers['user-agent'] ?? '') ?? '?'
