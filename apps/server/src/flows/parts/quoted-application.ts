import type { ConversationEvent } from '@rolecall/core/conversation/event'
import type { Store } from '@rolecall/core/ports/store'

/** The application whose employer a text answers, where it quotes a message that the account got from them. */
export const quotedApplication = async (
  store: Store,
  accountId: string,
  { kind, replyTo }: ConversationEvent,
): Promise<string | undefined> => {
  if (kind !== 'text' || replyTo === undefined) return undefined
  const [row] = (await store.find('outbox', { index: 'wamid', where: [replyTo], limit: 1 })).items
  if (row?.doc.messageId === undefined || row.doc.accountId !== accountId) return undefined
  return (await store.get('messages', row.doc.messageId))?.doc.applicationId
}
