import type { PrivacyPage } from '@rolecall/contract/pages'
import { everyOne } from '../../every-page.ts'
import { changeOwnAnswers, type OwnChange } from '../../flows/change-own-answers.ts'
import { eraseOwn } from '../../flows/erase-own.ts'
import { readOwnData } from '../../flows/parts/own-data/own-data.ts'
import { isRefusal } from '../../refusal.ts'
import { frameOf } from '../public/page-frame.ts'
import { sendPage } from '../public/send-page.ts'
import { sendRefusal } from '../public/send-refusal.ts'
import { clearCookies } from '../session-cookies.ts'
import { type Form, formOf } from './form-body.ts'
import { type Asked, type PersonSite, personForm, personPage } from './person-page.ts'
import { readPersonViewer } from './person-viewer.ts'
import { presentConsents, presentOwnData } from './present-own-data.ts'
import { dataFileName, sendOwnData } from './send-own-data.ts'
import { sendSignIn } from './sign-in-pages.ts'
import { backTo } from './where-from.ts'

/** Whoever deletes everything has signed in so lately. Milliseconds. */
const freshMs = 30 * 60_000

/** What a person has a right to: to see it, to take it along, to take consents back, to be forgotten. */
export const privacyPages = (site: PersonSite): void => {
  const { app, deps, pages } = site

  personPage(site, '/me/privacy', async (asked) => pages.renderPrivacy(await presentPrivacy(site, asked)))

  personForm(site, '/me/privacy', async ({ viewer: { person }, request }) => {
    const change = consentIn(formOf(request))
    if (change === undefined) return 'not-found'
    const outcome = await changeOwnAnswers(deps, person, change)
    if (isRefusal(outcome) && outcome.refused === 'not-found') return 'not-found'
    return { to: isRefusal(outcome) ? '/me/privacy' : '/me/privacy?saved=yes' }
  })

  personPage(site, '/me/privacy/data', async ({ viewer: { person }, frame }) => {
    const data = await readOwnData(deps, person, deps.settings.current().operator.name)
    const sections = await presentOwnData({ deps, person, language: frame.language }, data)
    const { alone } = data
    const path = '/me/privacy/data'
    return pages.renderOwnData({ ...frame, path, own: true, alone, sections, file: `/me/privacy/${dataFileName}` })
  })

  app.get(`/me/privacy/${dataFileName}`, async (request, reply) => {
    const viewer = await readPersonViewer(deps, { request, reply })
    return viewer === undefined ? sendSignIn(deps, pages, request, reply) : sendOwnData(deps, reply, viewer.person)
  })

  personPage(site, '/me/privacy/delete', async ({ viewer, frame }) => {
    const fresh = isFresh(deps.clock.now(), viewer.session.createdAt)
    return pages.renderErase({ ...frame, path: '/me/privacy/delete', fresh })
  })

  app.post('/me/privacy/delete', async (request, reply) => {
    const viewer = await readPersonViewer(deps, { request, reply })
    if (viewer === undefined) return backTo(request, reply, '/me')
    if (!isFresh(deps.clock.now(), viewer.session.createdAt)) return backTo(request, reply, '/me/privacy/delete')
    const frame = frameOf(deps, request, reply, viewer.person.language)
    const erased = await eraseOwn(deps, viewer.person)
    if (isRefusal(erased)) return sendRefusal(deps, { request, reply }, erased)
    clearCookies(reply)
    reply.header('clear-site-data', '"cache", "cookies", "storage"')
    const { timeZone } = viewer.person
    const when = deps.texts.text(frame.language).value({ type: 'time', at: erased.at, timeZone, show: 'date-time' })
    return sendPage(reply, pages.renderErased({ ...frame, path: '/', receipt: erased.receipt, when }), 'one-person')
  })
}

const isFresh = (now: number, signedInAt: number): boolean => now - signedInAt < freshMs

const consentIn = (form: Form): OwnChange | undefined => {
  const [scope, option, organisationId] = [form.get('scope'), form.get('option'), form.get('organisation')]
  if (option !== 'yes' && option !== 'no') return undefined
  const given = option === 'yes'
  if (scope === 'service' || scope === 'alerts') return { kind: scope, given }
  return scope === 'share-contact' && organisationId !== undefined ? { kind: scope, given, organisationId } : undefined
}

const presentPrivacy = async (
  { deps }: PersonSite,
  { viewer: { person }, frame, request }: Asked,
): Promise<PrivacyPage> => {
  const [account, consents] = await Promise.all([
    deps.store.get('accounts', person.accountId),
    everyOne(deps, 'consents', { index: 'person', where: [person.id] }),
  ])
  const reader = { deps, person, language: frame.language }
  const kept = consents.map(({ doc }) => doc)
  const { query } = request
  const saved = typeof query === 'object' && query !== null && 'saved' in query && query.saved === 'yes'
  return {
    ...frame,
    path: '/me/privacy',
    consents: await presentConsents(reader, kept, account?.doc.state === 'stopped'),
    shared: (account?.doc.personIds.length ?? 1) > 1,
    file: `/me/privacy/${dataFileName}`,
    ...(saved ? { saved } : {}),
  }
}
