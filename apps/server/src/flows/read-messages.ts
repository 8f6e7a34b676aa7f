import { withAllRead } from '@rolecall/core/messages/thread'
import type { Change } from '@rolecall/core/ports/store'
import { type Refusal, refuse } from '../refusal.ts'
import { decideAgain } from './parts/decide-again.ts'
import type { EmployerActor, EmployerDeps } from './parts/employer-deps.ts'

const atOnce = 100

/** The organisation has read what the person wrote: the person sees that, and nothing counts as new any more. */
export const readMessages = (
  deps: EmployerDeps,
  actor: EmployerActor,
  applicationId: string,
): Promise<'done' | Refusal> => {
  const now = deps.clock.now()
  return decideAgain<'done'>(deps.store, async () => {
    const application = await deps.store.get('applications', applicationId)
    if (application?.doc.organisationId !== actor.organisation.id) return refuse('not-found')
    if ((application.doc.thread?.unread ?? 0) === 0) return { changes: [], result: 'done' }
    const query = { index: 'thread', where: [applicationId], order: 'descending', limit: atOnce } as const
    const { items } = await deps.store.find('messages', query)
    const unread = items.filter(({ doc }) => doc.from === 'person' && doc.readAt === undefined)
    return {
      changes: [
        { op: 'put', collection: 'applications', doc: withAllRead(application.doc), expected: application.revision },
        ...unread.map(
          ({ doc, revision }): Change => ({
            op: 'put',
            collection: 'messages',
            doc: { ...doc, readAt: now },
            expected: revision,
          }),
        ),
      ],
      result: 'done',
    }
  })
}
