import { hashOfBrowser, isSameText } from '../access/web-sign-in.ts'
import { addressKey } from '../limits/address.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { AccountDeps } from './parts/account-deps.ts'
import { newLink, readLink } from './parts/links.ts'
import { personMail } from './parts/person-mail.ts'

type Deps = Pick<AccountDeps, 'store' | 'clock' | 'randomBytes' | 'texts' | 'settings' | 'config' | 'limits'> & {
  readonly signInSecret: Buffer
}
type Asking = {
  readonly email: string
  readonly language: string
  /** IP address of the caller. */
  readonly address: string
  /** 256 random bits that stand in a cookie of the browser. */
  readonly browser: string
}

const nobody = 'nobody'

/**
 * Sends a link to a person's confirmed address that signs in the browser that asked. A known and an unknown address get the
 * same answer after the same work.
 */
export const createEmailSignIn = (deps: Deps): ((asking: Asking) => Promise<Refusal | undefined>) => {
  const perAddress = deps.limits.of('email-sign-in-address', 30, 15)
  const perEmail = deps.limits.of('email-sign-in', 5, 15)
  return async ({ email, language, address, browser }) => {
    if (!deps.config.mail) return refuse('mail-off')
    const emailKey = email.toLowerCase()
    const limited = (await perAddress.take(addressKey(address))) ?? (await perEmail.take(emailKey))
    if (limited !== undefined) return limited
    const { items } = await deps.store.find('people', { index: 'email', where: [emailKey], limit: 1 })
    const person = items[0]?.doc
    const content = { purpose: 'person-sign-in', browserHash: hashOfBrowser(deps.signInSecret, browser) } as const
    const { token, change } = newLink(deps, { subject: person?.id ?? nobody, content })
    // In the language of the page, so that the work does not tell whether there is a person.
    const mail = personMail(deps, {
      to: person?.email,
      language,
      kind: 'person-sign-in',
      path: `/me/email/sign-in/${token}?lang=${language}`,
    })
    const { outcome } = await deps.store.commit([change, mail])
    return outcome === 'committed' ? undefined : refuse('unavailable')
  }
}

/** Uses the link up; the person whom it signs in. `browser`: the secret of the browser's cookie. */
export const spendEmailLink = async (
  deps: Deps,
  { token, browser }: { readonly token: string; readonly browser: string | undefined },
): Promise<string | 'link-over' | 'wrong-browser'> => {
  const link = await readLink(deps, token, 'person-sign-in')
  if (link === undefined) return 'link-over'
  const isOwn = browser !== undefined && isSameText(hashOfBrowser(deps.signInSecret, browser), link.content.browserHash)
  if (!isOwn) return 'wrong-browser'
  const person = await deps.store.get('people', link.subject)
  if (person?.doc.emailKey === undefined) return 'link-over'
  const { outcome } = await deps.store.commit([link.used])
  return outcome === 'committed' ? person.doc.id : 'link-over'
}
