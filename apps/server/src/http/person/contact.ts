import type { ContactPage } from '@rolecall/contract/pages'
import { z } from 'zod'
import { confirmEmail, createAskForEmail, removeEmail, setEmailUpdates } from '../../flows/own-email.ts'
import { isRefusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { formOf } from './form-body.ts'
import { linkTokenIn } from './mail-links.ts'
import { type Asked, type PersonSite, personForm, personPage } from './person-page.ts'

const Email = z.email().max(254)
type Said = NonNullable<ContactPage['said']>

/** How a person hears of news and comes back: e-mail, WhatsApp, a passkey. */
export const contactPages = (site: PersonSite): void => {
  const { deps, pages } = site
  const askForEmail = createAskForEmail(deps)
  const path = '/me/contact'

  personPage(site, path, async (asked) => pages.renderContact(present(deps, asked, saidIn(asked.request.query))))

  personForm(site, '/me/contact/email', async (asked) => {
    const typed = formOf(asked.request).get('email')?.trim() ?? ''
    const email = Email.safeParse(typed)
    const again = (said: Said) => ({ page: pages.renderContact({ ...present(deps, asked, said), typed }) })
    if (!email.success) return again('not-email')
    const refused = await askForEmail(asked.viewer.person, email.data)
    if (refused === undefined) return { to: `${path}?said=sent` }
    return refused.refused === 'rate-limited' ? { ...again('limited'), over: refused } : again('over')
  })

  personForm(site, '/me/contact/updates', async ({ viewer: { person }, request }) => {
    const option = formOf(request).get('option')
    if (option === 'remove') await removeEmail(deps, person.id)
    else await setEmailUpdates(deps, person.id, option === 'yes')
    return { to: `${path}?said=${option === 'remove' ? 'removed' : 'saved'}` }
  })

  personPage(site, '/me/email/confirm/:token', async ({ frame, request }) =>
    pages.renderMailLink({
      ...frame,
      path: '/me/contact',
      step: 'confirm',
      action: `/me/email/confirm/${linkTokenIn(request)}`,
    }),
  )

  personForm(site, '/me/email/confirm/:token', async ({ viewer: { person }, request }) => {
    const confirmed = await confirmEmail(deps, person, linkTokenIn(request))
    return { to: `${path}?said=${isRefusal(confirmed) ? 'over' : confirmed}` }
  })
}

const present = ({ config }: AppDeps, { frame, viewer: { person } }: Asked, said: Said | undefined): ContactPage => ({
  ...frame,
  path: '/me/contact',
  mail: config.mail,
  ...(person.email === undefined ? {} : { email: person.email }),
  emailUpdates: person.emailUpdates ?? true,
  ...(said === undefined ? {} : { said }),
})

const says: readonly Said[] = ['sent', 'confirmed', 'taken', 'over', 'removed', 'saved']

const saidIn = (query: unknown): Said | undefined =>
  typeof query === 'object' && query !== null && 'said' in query ? says.find((one) => one === query.said) : undefined
