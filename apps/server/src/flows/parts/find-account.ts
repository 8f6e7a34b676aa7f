import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Store, Stored } from '@rolecall/core/ports/store'
import type { MakeId } from '../../make-id.ts'

export type Account = Stored<DocumentOf<'accounts'>>
export type SenderIds = {
  readonly userId?: string | undefined
  readonly waId?: string | undefined
  readonly profileName?: string | undefined
  readonly username?: string | undefined
}
export type FindAccountOptions = {
  readonly store: Store
  readonly portfolioId: string
  readonly sender: SenderIds
  readonly now: number
  readonly makeId: MakeId
}

export type FoundAccount = {
  /** Brought up to date with what the message says; not yet stored so. */
  readonly account: DocumentOf<'accounts'>
  readonly expected: number | 'absent'
  readonly isNew: boolean
  /** As it stands, where it does. */
  readonly stored?: DocumentOf<'accounts'>
}

export const putAccount = (account: DocumentOf<'accounts'>, { expected }: FoundAccount): Change => ({
  op: 'put',
  collection: 'accounts',
  doc: account,
  expected,
})

/**
 * The account that a message is from. The business-scoped user id decides; a
 * phone number finds an account only where that has no other user id: the two are never merged on their own.
 */
export const findAccount = async (options: FindAccountOptions): Promise<FoundAccount> => {
  const found = await lookUp(options)
  return found === undefined
    ? { account: newAccount(options), isNew: true, expected: 'absent' }
    : { account: broughtUpToDate(found.doc, options), isNew: false, expected: found.revision, stored: found.doc }
}

const lookUp = async ({ store, portfolioId, sender }: FindAccountOptions): Promise<Account | undefined> => {
  if (sender.userId !== undefined) {
    const byUser = await only(store, 'user', `${portfolioId}/${sender.userId}`)
    if (byUser !== undefined) return byUser
  }
  if (sender.waId === undefined) return undefined
  const byPhone = await only(store, 'phone', `${portfolioId}/${sender.waId}`)
  const another =
    sender.userId !== undefined && byPhone?.doc.userId !== undefined && byPhone.doc.userId !== sender.userId
  return another ? undefined : byPhone
}

const only = async (store: Store, index: 'user' | 'phone', key: string): Promise<Account | undefined> =>
  (await store.findTogether([{ collection: 'accounts', query: { index, where: [key], limit: 1 } }]))[0][0]

const newAccount = ({ portfolioId, sender, now, makeId }: FindAccountOptions): DocumentOf<'accounts'> => ({
  id: makeId('accounts'),
  portfolioId,
  ...(sender.userId === undefined ? {} : { userId: sender.userId, userKey: `${portfolioId}/${sender.userId}` }),
  ...(sender.waId === undefined ? {} : { waId: sender.waId, phoneKey: `${portfolioId}/${sender.waId}` }),
  ...(sender.profileName === undefined ? {} : { profileName: sender.profileName }),
  ...(sender.username === undefined ? {} : { username: sender.username }),
  previousUserIds: [],
  personIds: [],
  state: 'active',
  createdAt: now,
  lastInboundAt: now,
})

const broughtUpToDate = (
  account: DocumentOf<'accounts'>,
  { portfolioId, sender, now }: FindAccountOptions,
): DocumentOf<'accounts'> => ({
  ...account,
  ...(sender.userId === undefined ? {} : { userId: sender.userId, userKey: `${portfolioId}/${sender.userId}` }),
  ...(sender.waId === undefined ? {} : { waId: sender.waId, phoneKey: `${portfolioId}/${sender.waId}` }),
  ...(sender.profileName === undefined ? {} : { profileName: sender.profileName }),
  ...(sender.username === undefined ? {} : { username: sender.username }),
  state: account.state === 'unreachable' ? 'active' : account.state,
  lastInboundAt: Math.max(account.lastInboundAt, now),
})
