import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Rights } from '../access/rights.ts'
import type { StaffActor } from '../flows/staff/staff-deps.ts'
import type { Viewer } from './viewer.ts'

/** One of the operator's staff at work. */
export type StaffMember = Viewer & { readonly staff: DocumentOf<'staff'> }

/** The viewer as one of the staff: only through a sign-in with the second factor, and while they work here. */
export const staffOf = async (rights: Rights, viewer: Viewer): Promise<StaffMember | undefined> => {
  if (viewer.session.surface !== 'operator') return undefined
  const staff = await rights.staff(viewer.user.id)
  return staff?.state === 'active' ? { ...viewer, staff } : undefined
}

export const staffActorOf = ({ user, staff }: StaffMember): StaffActor => ({ userId: user.id, role: staff.role })
