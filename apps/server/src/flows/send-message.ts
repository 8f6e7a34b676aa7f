import { withMessage } from '@rolecall/core/messages/thread'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { afterQuietHours } from '@rolecall/core/notification/quiet-hours'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { carryMessage } from './parts/carry-message.ts'
import { type Decided, decideAgain } from './parts/decide-again.ts'
import type { EmployerActor, EmployerDeps } from './parts/employer-deps.ts'
import { notedOf } from './parts/noted-of.ts'
import type { Once } from './parts/once.ts'
import { readMessagesLeft, readThread, type Thread } from './parts/read-thread.ts'

type Message = DocumentOf<'messages'>
/** What is kept of it under an Idempotency-Key: no words. */
type Sent = Pick<Message, 'id'>
type Writing = { readonly applicationId: string; readonly text: string; readonly once?: Once | undefined }

/** An employer writes to who applied: they read it on WhatsApp, not in their quiet hours, and may block or report it there. */
export const sendMessage = async (
  deps: EmployerDeps,
  actor: EmployerActor,
  { applicationId, text, once }: Writing,
): Promise<Message | Refusal> => {
  const now = deps.clock.now()
  const id = deps.makeId('messages')
  const decide = async (maybeDone: boolean): Promise<Decided<Sent> | Refusal> => {
    const thread = await readThread(deps.store, applicationId)
    if (thread?.application.doc.organisationId !== actor.organisation.id) return refuse('not-found')
    const done = maybeDone ? await deps.store.get('messages', id) : undefined
    if (done !== undefined) return { changes: [], result: { id } }
    const closed = closedRefusal(thread)
    if (closed !== undefined) return closed
    if ((await readMessagesLeft(deps.store, thread.application.doc, now)) === 0) return refuse('wait-for-answer')
    return joining(deps, actor, { thread, id, text, now })
  }
  const sent = await decideAgain(deps.store, decide, once)
  if (isRefusal(sent)) return sent
  return (await deps.store.get('messages', sent.id))?.doc ?? refuse('not-found')
}

/** Whoever blocks is not told apart from who is kept from writing. */
const closedRefusal = ({ state }: Thread): Refusal | undefined => {
  switch (state) {
    case 'open':
      return undefined
    case 'ended':
      return refuse('application-state')
    case 'organisation-stopped':
      return refuse('not-vetted')
    case 'blocked-by-organisation':
    case 'blocked-by-person':
    case 'silenced':
    case 'stopped':
    case 'unreachable':
      return refuse('messages-closed')
    default:
      return state satisfies never
  }
}

const joining = async (
  deps: EmployerDeps,
  actor: EmployerActor,
  said: { readonly thread: Thread; readonly id: string; readonly text: string; readonly now: number },
) => {
  const { thread, id, now } = said
  const { application, job, person, account } = thread
  const text = { text: said.text }
  const { outboxId, changes } = await carryMessage(
    deps,
    {
      person,
      job,
      message: { id, applicationId: application.doc.id, text },
      first: application.doc.thread?.begun !== true,
      sharesPhone: (account?.personIds.length ?? 0) > 1,
    },
    { dueAt: afterQuietHours(now, person.timeZone), now },
  )
  const joined = withMessage(application.doc, { id, from: 'organisation', userId: actor.userId, text, outboxId }, now)
  return {
    changes: [
      { op: 'put', collection: 'applications', doc: joined.application, expected: application.revision } as const,
      { op: 'put', collection: 'messages', doc: joined.message, expected: 'absent' } as const,
      ...changes,
      notedOf(actor, now, { action: 'message.send', subjectId: application.doc.id }),
    ],
    result: { id },
  }
}
