import { addressKey } from '../../limits/address.ts'
import { type PersonSite, personForm, personPage } from './person-page.ts'
import { beginAttempt, presentAttempt, readAttempt } from './sign-in-attempt.ts'
import { reloadSeconds, staysStill } from './sign-in-pages.ts'

/** Attempts that one address may begin. */
const attempts = 20
const attemptMinutes = 15

/** A person of the web joins their WhatsApp: the text goes from here to the phone, the number from here to the chat. */
export const joinPages = (site: PersonSite): void => {
  const { deps, pages } = site
  const limit = deps.limits.of('web-join', attempts, attemptMinutes)

  personPage(site, '/me/join', async ({ viewer: { person }, frame, request, reply }) => {
    if (person.channel !== 'web') return pages.renderJoin({ ...frame, path: '/me/join', joined: true, reloads: false })
    const found = await readAttempt(deps, request, 'join')
    const attempt = found?.attempt.doc.joins === person.id ? presentAttempt(deps, found) : undefined
    const isOpen = attempt?.state === 'waiting' || attempt?.state === 'asked'
    const reloads = isOpen && !staysStill(request)
    if (reloads) reply.header('refresh', String(reloadSeconds))
    return pages.renderJoin({ ...frame, path: '/me/join', reloads, ...(attempt === undefined ? {} : { attempt }) })
  })

  personForm(site, '/me/join', async ({ viewer: { person }, frame, request, reply }) => {
    if (person.channel !== 'web') return { to: '/me/join' }
    const over = await limit.take(addressKey(request.ip))
    if (over !== undefined)
      return { page: pages.renderJoin({ ...frame, path: '/me/join', limited: true, reloads: false }), over }
    await beginAttempt(deps, reply, { language: frame.language, joins: person.id })
    return { to: '/me/join' }
  })
}
