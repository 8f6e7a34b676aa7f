import type { DocumentOf } from '@rolecall/core/model/collections'
import { isSameText, mailStopToken, personIdOfMailStop } from '../access/web-sign-in.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { AccountDeps } from './parts/account-deps.ts'
import { decideAgain } from './parts/decide-again.ts'
import { newLink, readLink } from './parts/links.ts'
import { personMail } from './parts/person-mail.ts'

type Deps = Pick<AccountDeps, 'store' | 'clock' | 'randomBytes' | 'texts' | 'settings' | 'config' | 'limits'>
type Person = DocumentOf<'people'>

/** Sends a link to an address that a person wants their news at. It answers alike, whoever has the address already. */
export const createAskForEmail = (deps: Deps): ((person: Person, email: string) => Promise<Refusal | undefined>) => {
  const perPerson = deps.limits.of('person-email', 5, 60)
  const perEmail = deps.limits.of('person-email-address', 5, 60)
  return async (person, email) => {
    if (!deps.config.mail) return refuse('mail-off')
    const limited = (await perPerson.take(person.id)) ?? (await perEmail.take(email.toLowerCase()))
    if (limited !== undefined) return limited
    const { token, change } = newLink(deps, { subject: person.id, content: { purpose: 'person-email', email } })
    const path = `/me/email/confirm/${token}?lang=${person.language}`
    const mail = personMail(deps, { to: email, language: person.language, kind: 'person-email', path })
    const { outcome } = await deps.store.commit([change, mail])
    return outcome === 'committed' ? undefined : refuse('unavailable')
  }
}

/** `taken`: the address is another person's, as only who reads its mails is told. */
export type EmailConfirmed = 'confirmed' | 'taken'

/** Takes the proof of an address, in a browser of the very person who asked for it. */
export const confirmEmail = async (deps: Deps, person: Person, token: string): Promise<EmailConfirmed | Refusal> => {
  const link = await readLink(deps, token, 'person-email')
  if (link === undefined || link.subject !== person.id) return refuse('link-over')
  const { email } = link.content
  const emailKey = email.toLowerCase()
  return decideAgain<EmailConfirmed>(deps.store, async () => {
    const [now, holder] = [await deps.store.get('people', person.id), await personOfEmail(deps, emailKey)]
    if (now === undefined) return refuse('link-over')
    if (holder !== undefined && holder.doc.id !== person.id) return { changes: [], result: 'taken' }
    if (now.doc.emailKey === emailKey) return { changes: [], result: 'confirmed' }
    const { forgetAt: _forgetAt, ...kept } = now.doc
    const doc = { ...kept, email, emailKey, emailUpdates: true, updatedAt: deps.clock.now() }
    return {
      changes: [{ op: 'put', collection: 'people', doc, expected: now.revision }, link.used],
      result: 'confirmed',
    }
  })
}

/** The address is forgotten: no mail follows, and nobody signs in by it. */
export const removeEmail = (deps: Pick<Deps, 'store' | 'clock'>, personId: string): Promise<'removed' | Refusal> =>
  decideAgain<'removed'>(deps.store, async () => {
    const person = await deps.store.get('people', personId)
    if (person === undefined) return refuse('not-found')
    if (person.doc.emailKey === undefined) return { changes: [], result: 'removed' }
    const { email: _email, emailKey: _key, emailUpdates: _updates, ...doc } = person.doc
    const change = { op: 'put', collection: 'people', doc, expected: person.revision } as const
    return { changes: [change], result: 'removed' }
  })

/** Mails of news on or off; the address stays for signing in. */
export const setEmailUpdates = (
  deps: Pick<Deps, 'store' | 'clock'>,
  personId: string,
  wanted: boolean,
): Promise<'set' | Refusal> =>
  decideAgain<'set'>(deps.store, async () => {
    const person = await deps.store.get('people', personId)
    if (person?.doc.emailKey === undefined) return refuse('not-found')
    if ((person.doc.emailUpdates ?? true) === wanted) return { changes: [], result: 'set' }
    const doc = { ...person.doc, emailUpdates: wanted, updatedAt: deps.clock.now() }
    return { changes: [{ op: 'put', collection: 'people', doc, expected: person.revision }], result: 'set' }
  })

/** Ends the mails of whoever the link was made for. One that is bent, or of an address of before, ends nothing and says so. */
export const stopByLink = async (
  deps: Pick<Deps, 'store' | 'clock'> & { readonly signInSecret: Buffer },
  token: string,
): Promise<boolean> => {
  const personId = personIdOfMailStop(token)
  const person = personId === undefined ? undefined : (await deps.store.get('people', personId))?.doc
  if (person?.emailKey === undefined) return false
  if (!isSameText(token, mailStopToken(deps.signInSecret, person.id, person.emailKey))) return false
  return !isRefusal(await setEmailUpdates(deps, person.id, false))
}

export const personOfEmail = async ({ store }: Pick<Deps, 'store'>, emailKey: string) =>
  (await store.find('people', { index: 'email', where: [emailKey], limit: 1 })).items[0]
