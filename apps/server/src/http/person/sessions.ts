import type { PersonFrame, SessionsPage } from '@rolecall/contract/pages'
import { endSession, type Session, sessionsOf } from '../../access/sessions.ts'
import { createOwnPasskeys } from '../../flows/passkeys/own-passkeys.ts'
import { createPasskeySignIn } from '../../flows/passkeys/sign-in-by-passkey.ts'
import type { AppDeps } from '../deps.ts'
import { deviceName } from './device-name.ts'
import { formOf } from './form-body.ts'
import { passkeyForms, presentPasskeys } from './passkeys.ts'
import { type PersonSite, personForm, personPage } from './person-page.ts'
import type { PersonViewer } from './person-viewer.ts'

/** Where the person is signed in and signing out of one of them; the passkeys that they sign in with. */
export const sessionPages = (site: PersonSite): void => {
  const { deps, pages } = site

  const own = createOwnPasskeys(deps)
  const show = async (viewer: PersonViewer, frame: PersonFrame, more: Pick<SessionsPage, 'passkeyRefused'>) => {
    const { language } = frame
    const sessions = await ownSessions(deps, viewer)
    return pages.renderSessions({
      ...frame,
      ...more,
      ...(await presentPasskeys(deps, own, { viewer, language })),
      path: '/me/sessions',
      sessions: sessions.map((session) => present(deps, session, { viewer, language })),
    })
  }

  personPage(site, '/me/sessions', ({ viewer, frame }) => show(viewer, frame, {}))
  passkeyForms(site, { own, signIn: createPasskeySignIn(deps), show })

  personForm(site, '/me/sessions/end', async ({ viewer, request }) => {
    const id = formOf(request).get('session')
    const session = (await ownSessions(deps, viewer)).find((one) => one.id === id)
    if (session === undefined) return 'not-found'
    await endSession(deps, session.id, 'ended-by-owner')
    return { to: '/me/sessions' }
  })
}

const ownSessions = async (deps: AppDeps, { person }: PersonViewer): Promise<readonly Session['doc'][]> =>
  (await sessionsOf(deps, person.id)).filter(({ surface }) => surface === 'person')

const present = (
  { texts }: AppDeps,
  session: Session['doc'],
  { viewer, language }: { readonly viewer: PersonViewer; readonly language: string },
) => {
  const device = deviceName(session.device ?? '')
  const moment = (at: number) =>
    texts.text(language).value({ type: 'time', at, timeZone: viewer.person.timeZone, show: 'date-time' })
  return {
    id: session.id,
    ...(device === undefined ? {} : { device }),
    since: moment(session.createdAt),
    seen: moment(session.lastSeenAt),
    current: session.id === viewer.session.id,
  }
}
