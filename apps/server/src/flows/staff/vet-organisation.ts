import type { SuspendReason } from '@rolecall/contract/api/operator'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { type Refusal, refuse } from '../../refusal.ts'
import { decideAgain } from '../parts/decide-again.ts'
import { organisationStateChanges } from '../parts/organisation-state.ts'
import type { StaffActor, StaffDeps } from './staff-deps.ts'

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
    const { doc, changes } = organisationStateChanges(before, { state, reason, actor, now })
    return { changes, result: doc }
  })
}
