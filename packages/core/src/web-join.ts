import type { ConversationState } from './conversation/state.ts'
import type { DocumentOf } from './model/collections.ts'

type Account = DocumentOf<'accounts'>
type Person = DocumentOf<'people'>

/** So many can be told apart in the chat's list of who writes. */
export const mostOnPhone = 9

/** Whether anything can be sent to the account. */
export const hasWhatsApp = ({ userKey, phoneKey }: Pick<Account, 'userKey' | 'phoneKey'>): boolean =>
  userKey !== undefined || phoneKey !== undefined

export type JoinRefusal = 'joined' | 'gone' | 'full'

/** Why a person cannot be joined to a WhatsApp account; undefined where they can. */
export const joinRefusal = (person: Person | undefined, account: Account): JoinRefusal | undefined => {
  if (person === undefined || person.state === 'registering') return 'gone'
  if (person.channel !== 'web') return 'joined'
  return account.personIds.length >= mostOnPhone ? 'full' : undefined
}

/**
 * The person of the web on the account of their phone, and the account with them as who writes now. Whoever was there stays:
 * several people share a phone, and two registrations of one person lose nothing of either.
 */
export const joinPhone = (
  { channel: _channel, forgetAt: _forgetAt, ...person }: Person,
  account: Account,
  now: number,
): { readonly person: Person; readonly account: Account } => ({
  person: { ...person, accountId: account.id, updatedAt: now },
  account: { ...account, personIds: [...account.personIds, person.id], activePersonId: person.id },
})

/** The chat after it: nobody registers on it any more, and what was asked of someone else gives way. */
export const chatAfterJoin = (
  { newcomer: _newcomer, jobId: _jobId, ...state }: ConversationState,
  { language, alerts }: Pick<Person, 'language' | 'alerts'>,
): ConversationState => ({
  ...state,
  mode: { kind: 'idle' },
  language,
  alertsAsked: alerts,
  strikes: 0,
  page: 0,
  options: [],
})
