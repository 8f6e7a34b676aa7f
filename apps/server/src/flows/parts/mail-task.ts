import { randomUUID } from 'node:crypto'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Mail } from '@rolecall/core/ports/mail'
import type { Change } from '@rolecall/core/ports/store'
import { dayOwnerOf } from '../../day-owner.ts'

const mailKind = 'mail'

/**
 * The change that queues a mail, as part of the commit that it tells of. Undefined queues nothing that is sent: it costs the
 * same work, where an answer must take as long for an unknown address as for a known one.
 */
export const mailTask = (mail: Omit<Mail, 'id'> | undefined, now: number): Change => {
  const id = `${mailKind}:${randomUUID()}`
  return {
    op: 'put',
    collection: 'tasks',
    expected: 'absent',
    doc: {
      id,
      queue: 'mail',
      // A lane of its own: one reader's full mailbox keeps no other waiting.
      lane: id,
      kind: mailKind,
      payload: mail ?? {},
      keyOwner: dayOwnerOf(now),
      order: now,
      dueAt: now,
      state: 'ready',
      attempts: 0,
      at: now,
    },
  }
}

/** The parser of what `mailTask` wrote. */
export const mailOf = ({ id, payload }: DocumentOf<'tasks'>): Mail | undefined => {
  if (typeof payload !== 'object' || payload === null || !('to' in payload)) return undefined
  return { ...(payload as Omit<Mail, 'id'>), id }
}
