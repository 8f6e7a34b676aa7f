import { blockId, blockOf } from '@rolecall/core/messages/thread'
import { type Refusal, refuse } from '../refusal.ts'
import { decideAgain } from './parts/decide-again.ts'
import type { EmployerActor, EmployerDeps } from './parts/employer-deps.ts'
import { notedOf } from './parts/noted-of.ts'

/** An organisation takes no more messages of a person, about whatever application, or takes them again. */
export const blockPerson = (
  deps: EmployerDeps,
  actor: EmployerActor,
  { applicationId, active }: { readonly applicationId: string; readonly active: boolean },
): Promise<'done' | Refusal> => {
  const now = deps.clock.now()
  return decideAgain<'done'>(deps.store, async () => {
    const application = (await deps.store.get('applications', applicationId))?.doc
    if (application?.organisationId !== actor.organisation.id) return refuse('not-found')
    const { personId, organisationId } = application
    const pair = { personId, organisationId, by: 'organisation' } as const
    const before = await deps.store.get('blocks', blockId(pair))
    if ((before?.doc.active ?? false) === active) return { changes: [], result: 'done' }
    const doc = blockOf(pair, { active, at: now, userId: actor.userId })
    const action = active ? 'person.block' : 'person.unblock'
    return {
      changes: [
        { op: 'put', collection: 'blocks', doc, expected: before?.revision ?? 'absent' },
        notedOf(actor, now, { action, subjectId: personId, detail: applicationId }),
      ],
      result: 'done',
    }
  })
}
