import type { SuspendReason } from '@rolecall/contract/api/operator'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { notedOfStaff, type StaffActor } from '../staff/staff-deps.ts'
import { suspendedTask } from './job-tasks.ts'

type Organisation = DocumentOf<'organisations'>
type Step = {
  readonly state: 'vetted' | 'suspended'
  readonly reason?: SuspendReason | undefined
  readonly actor: StaffActor
  readonly now: number
}

/** An organisation may publish from now on, or no more: a worker then pauses its open jobs. Nothing where it is so already. */
export const organisationStateChanges = (
  before: Stored<Organisation>,
  { state, reason, actor, now }: Step,
): { readonly doc: Organisation; readonly changes: readonly Change[] } => {
  if (before.doc.state === state) return { doc: before.doc, changes: [] }
  const { id } = before.doc
  const doc: Organisation = { ...before.doc, state }
  const detail = reason === undefined ? state : `${state}: ${reason}`
  const changes: readonly Change[] = [
    { op: 'put', collection: 'organisations', doc, expected: before.revision },
    ...(state === 'suspended' ? [suspendedTask(id, now)] : []),
    notedOfStaff(actor, now, { action: 'organisation.state', subjectId: id, organisationId: id, detail }),
  ]
  return { doc, changes }
}
