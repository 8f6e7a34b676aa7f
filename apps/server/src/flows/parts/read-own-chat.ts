import type { DocumentOf } from '@rolecall/core/model/collections'
import type { FlowDeps } from '../deps.ts'
import { type Chat, readChat } from './read-chat.ts'

/**
 * What a person's own pages rest on: all that their chat rests on, whoever of the phone uses the chat now. Undefined where
 * the person is not of the account any more.
 */
export const readOwnChat = async (
  { store }: Pick<FlowDeps, 'store'>,
  person: Pick<DocumentOf<'people'>, 'id' | 'accountId'>,
  phoneNumberId: string,
): Promise<Chat | undefined> => {
  const account = await store.get('accounts', person.accountId)
  if (account === undefined || !account.doc.personIds.includes(person.id)) return undefined
  const found = {
    account: { ...account.doc, activePersonId: person.id },
    expected: account.revision,
    isNew: false,
  }
  const chat = await readChat({ store }, found, phoneNumberId)
  return { ...chat, context: { ...chat.context, account: { doc: account.doc, expected: account.revision } } }
}
