import { createHash } from 'node:crypto'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { dayOwnerOf } from '../../day-owner.ts'
import type { AccountDeps } from './account-deps.ts'
import { deletion } from './delete-rows.ts'

type Link = DocumentOf<'links'>
type Purpose = Link['purpose']
export type ContentOf<P extends Purpose> = Extract<Link['content'], { purpose: P }>

const hourMs = 3_600_000
const minuteMs = 60_000
/** How long a link is good for. Milliseconds. */
export const linkLifeMs: Readonly<Record<Purpose, number>> = {
  'sign-up': 24 * hourMs,
  password: hourMs / 2,
  invitation: 7 * 24 * hourMs,
  'person-email': 24 * hourMs,
  'person-sign-in': 10 * minuteMs,
  'own-data': 30 * minuteMs,
  'reading-own-data': 15 * minuteMs,
}

/** A new link: its token (256 random bits), for the message alone, and the change that keeps it. */
export const newLink = (
  { clock, randomBytes }: Pick<AccountDeps, 'clock' | 'randomBytes'>,
  link: Pick<Link, 'subject' | 'content'>,
): { readonly token: string; readonly change: Change } => {
  const token = randomBytes(32).toString('base64url')
  return { token, change: keptLink({ clock }, token, link) }
}

/** The change that keeps a link whose token stands in a message already. */
export const keptLink = (
  { clock }: Pick<AccountDeps, 'clock'>,
  token: string,
  { subject, content }: Pick<Link, 'subject' | 'content'>,
): Change => {
  const now = clock.now()
  const doc: Link = {
    id: idOf(token),
    purpose: content.purpose,
    subject,
    content,
    keyOwner: dayOwnerOf(now),
    createdAt: now,
    endsAt: now + linkLifeMs[content.purpose],
  }
  return { op: 'put', collection: 'links', doc, expected: 'absent' }
}

/** The link of a token while it is good for this; `used` is the change that makes it good for nothing. */
export const readLink = async <P extends Purpose>(
  { store, clock }: Pick<AccountDeps, 'store' | 'clock'>,
  token: string,
  purpose: P,
): Promise<{ readonly subject: string; readonly content: ContentOf<P>; readonly used: Change } | undefined> => {
  const link = await store.get('links', idOf(token))
  if (link === undefined || clock.now() >= link.doc.endsAt || !isOf(link.doc.content, purpose)) return undefined
  return { subject: link.doc.subject, content: link.doc.content, used: deletion('links', link) }
}

/** Changes that end every other link of this kind. `but`: the token of the one that is used up elsewhere. */
export const endLinks = async (
  { store }: Pick<AccountDeps, 'store'>,
  { subject, but = '' }: { readonly subject: string; readonly but?: string },
): Promise<readonly Change[]> => {
  const { items } = await store.find('links', { index: 'subject', where: [subject], order: 'descending', limit: 100 })
  return items.filter(({ doc }) => doc.id !== idOf(but)).map((link) => deletion('links', link))
}

const isOf = <P extends Purpose>(content: Link['content'], purpose: P): content is ContentOf<P> =>
  content.purpose === purpose

const idOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
