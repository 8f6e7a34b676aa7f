import type { SuspendReason } from '@rolecall/contract/api/operator'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { type Refusal, refuse } from '../../refusal.ts'
import { decideAgain } from '../parts/decide-again.ts'
import { suspendedTask } from '../parts/job-tasks.ts'
import { notedOfStaff, type StaffActor, type StaffDeps } from './staff-deps.ts'

type Organisation = DocumentOf<'organisations'>
export type VetRequest = {
  readonly organisationId: string
  readonly state: 'vetted' | 'suspended'
  readonly reason?: SuspendReason | undefined
}

/**
 * Lets an organisation publish, or stops it: a worker then pauses its open jobs. When it may publish again its own people
 * open them.
 */
export const vetOrganisation = async (
  deps: StaffDeps,
  actor: StaffActor,
  { organisationId, state, reason }: VetRequest,
): Promise<Organisation | Refusal> => {
  const now = deps.clock.now()
  return decideAgain<Organisation>(deps.store, async () => {
    const before = await deps.store.get('organisations', organisationId)
    if (before === undefined) return refuse('not-found')
    if (before.doc.state === state) return { changes: [], result: before.doc }
    const doc: Organisation = { ...before.doc, state }
    const detail = reason === undefined ? state : `${state}: ${reason}`
    return {
      changes: [
        { op: 'put', collection: 'organisations', doc, expected: before.revision },
        ...(state === 'suspended' ? [suspendedTask(organisationId, now)] : []),
        notedOfStaff(actor, now, { action: 'organisation.state', subjectId: organisationId, organisationId, detail }),
      ],
      result: doc,
    }
  })
}
