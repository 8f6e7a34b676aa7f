import type { DocumentOf } from '@rolecall/core/model/collections'
import type { StaffRole } from '@rolecall/core/model/staff'
import { type Refusal, refuse } from '../../refusal.ts'
import { decideAgain } from '../parts/decide-again.ts'
import { staffCasesTask } from '../parts/job-tasks.ts'
import { deletePasskeys, passkeysOf } from '../parts/passkeys.ts'
import { notedOfStaff, type StaffActor, type StaffDeps } from './staff-deps.ts'

/**
 * Gives one of the staff another role, or ends their work; both count with their next request. Nobody changes themselves, so
 * that an administrator is left.
 */
export const changeStaff = async (
  deps: StaffDeps,
  actor: StaffActor,
  change: { readonly userId: string; readonly role?: StaffRole | undefined; readonly ended?: boolean | undefined },
): Promise<DocumentOf<'staff'> | Refusal> => {
  if (change.userId === actor.userId) return refuse('not-allowed')
  const now = deps.clock.now()
  return decideAgain(deps.store, async () => {
    const before = await deps.store.get('staff', change.userId)
    if (before === undefined || before.doc.state === 'ended') return refuse('not-found')
    const { enrolHash: _hash, ...rest } = before.doc
    const doc: DocumentOf<'staff'> = change.ended
      ? { ...rest, state: 'ended', recoveryHashes: [] }
      : { ...before.doc, role: change.role ?? before.doc.role }
    const keys = change.ended ? await passkeysOf(deps, { subject: doc.id, surface: 'operator' }) : []
    const what = change.ended
      ? ({ action: 'staff.end', subjectId: doc.id } as const)
      : ({ action: 'staff.role', subjectId: doc.id, detail: doc.role } as const)
    return {
      changes: [
        { op: 'put', collection: 'staff', doc, expected: before.revision },
        ...deletePasskeys(keys),
        ...(before.doc.role === 'support' ? [staffCasesTask(doc.id, now)] : []),
        notedOfStaff(actor, now, what),
      ],
      result: doc,
    }
  })
}
