import type { OutboxMessage } from '../conversation/reply.ts'
import type { DocumentOf } from '../model/collections.ts'
import type { Change } from '../ports/store.ts'

export type MessageToQueue = {
  readonly id: string
  readonly accountId: string
  readonly personId?: string | undefined
  readonly phoneNumberId: string
  readonly message: OutboxMessage
  readonly category: DocumentOf<'outbox'>['category']
  /** The message of an employer that it carries. */
  readonly messageId?: string | undefined
  /** Epoch ms: not before. */
  readonly dueAt: number
  /** Epoch ms, with a fraction to order the messages of one commit. */
  readonly order: number
  readonly now: number
}

/** The changes that put a message into the outbox and wake its delivery; they go into the commit that decided it. */
export const queueMessage = (message: MessageToQueue): readonly Change[] => [
  {
    op: 'put',
    collection: 'outbox',
    expected: 'absent',
    doc: {
      id: message.id,
      accountId: message.accountId,
      ...(message.personId === undefined ? {} : { personId: message.personId }),
      phoneNumberId: message.phoneNumberId,
      message: message.message,
      category: message.category,
      ...(message.messageId === undefined ? {} : { messageId: message.messageId }),
      order: message.order,
      state: 'queued',
      attempts: 0,
      dueAt: message.dueAt,
      at: message.now,
      updatedAt: message.now,
    },
  },
  { op: 'put', collection: 'tasks', expected: 'absent', doc: deliverTask(message) },
]

/**
 * The id says which row is to be sent, so that there is nothing to seal.
 * A message that is due at once is sent in order behind the account's other replies. One that waits (quiet hours, an
 * undoable outcome) has a lane of its own, so that it does not hold back the replies of a chat that goes on.
 */
const deliverTask = ({ id, accountId, order, dueAt, now }: MessageToQueue): DocumentOf<'tasks'> => ({
  id: `deliver:${id}`,
  queue: 'deliver',
  lane: dueAt > now ? `later:${id}` : `deliver:${accountId}`,
  kind: 'deliver',
  keyOwner: accountId,
  order,
  dueAt,
  state: 'ready',
  attempts: 0,
  at: now,
})
