import type { StaffRole } from '@rolecall/core/model/staff'
import type { Change } from '@rolecall/core/ports/store'
import type { AuditNote } from '../../audit/chain.ts'
import { noted } from '../../audit/note.ts'
import type { FlowDeps } from '../deps.ts'

/** What the flows of the operator's staff run on. */
export type StaffDeps = Pick<FlowDeps, 'store' | 'clock' | 'makeId' | 'settings'> & {
  readonly randomBytes: (count: number) => Buffer
  readonly config: {
    /** Origin that people open, without a slash at the end. */
    readonly publicUrl: () => string
  }
}

/** One of the staff at work. */
export type StaffActor = { readonly userId: string; readonly role: StaffRole }

/** What one of the staff did. */
export const notedOfStaff = (
  { userId, role }: StaffActor,
  at: number,
  what: Pick<AuditNote, 'action' | 'subjectId' | 'organisationId' | 'detail'>,
): Change => noted({ at, actorKind: 'user', actorId: userId, role, ...what })
