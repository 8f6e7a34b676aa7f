import { createHash } from 'node:crypto'
import type { StaffRole } from '@rolecall/core/model/staff'
import type { Change } from '@rolecall/core/ports/store'
import { noted } from '../../audit/note.ts'
import { isRefusal, type Refusal, refuse } from '../../refusal.ts'
import { type Decided, decideAgain } from '../parts/decide-again.ts'
import type { Once } from '../parts/once.ts'
import { deletePasskeys, passkeysOf } from '../parts/passkeys.ts'
import { notedOfStaff, type StaffActor, type StaffDeps } from './staff-deps.ts'

export const enrolForMs = 24 * 60 * 60_000

/** `url`: the one-time link, for the new one alone. It stands nowhere else. */
export type StaffAdded = { readonly userId: string; readonly url: string }

/** The operator's command line adds staff too, and knows no settings. */
export type AddStaffDeps = Omit<StaffDeps, 'settings'>

type NewStaff = {
  readonly email: string
  readonly name: string
  readonly role: StaffRole
  readonly once?: Once | undefined
}
/** What is kept of a link: which one it is, and nothing that opens it. */
type Link = { readonly userId: string; readonly enrolHash: string }

/**
 * Makes someone one of the staff, with a link to enrol by within a day. One who is staff already gets a new link, with which
 * they set up password and second factor anew: passkeys of before, which may be lost, are gone at once. No copy of a request is
 * told the link. `actor`: undefined for the operator's command line.
 */
export const addStaff = async (
  deps: AddStaffDeps,
  actor: StaffActor | undefined,
  { email, name, role, once }: NewStaff,
): Promise<StaffAdded | Refusal> => {
  const now = deps.clock.now()
  const token = deps.randomBytes(32).toString('base64url')
  const enrolHash = enrolHashOf(token)
  const emailKey = email.toLowerCase()
  const decide = async (): Promise<Decided<Link> | Refusal> => {
    const found = await deps.store.find('users', { index: 'email', where: [emailKey], limit: 1 })
    const user = found.items[0]?.doc
    if (user !== undefined && user.state !== 'active') return refuse('not-allowed')
    const userId = user?.id ?? deps.makeId('users')
    const before = await deps.store.get('staff', userId)
    const create: Change = {
      op: 'put',
      collection: 'users',
      expected: 'absent',
      doc: { id: userId, email: emailKey, emailKey, name, language: 'en', state: 'active', createdAt: now },
    }
    const put: Change = {
      op: 'put',
      collection: 'staff',
      expected: before?.revision ?? 'absent',
      doc: {
        id: userId,
        role,
        state: 'enrolling',
        enrolHash,
        enrolUntil: now + enrolForMs,
        totpStep: before?.doc.totpStep ?? 0,
        recoveryHashes: [],
        createdAt: before?.doc.createdAt ?? now,
      },
    }
    const lost = user === undefined ? [] : await passkeysOf(deps, { subject: userId, surface: 'operator' })
    const what = { action: 'staff.add', subjectId: userId, detail: role } as const
    const note = actor === undefined ? noted({ at: now, ...commandLine, ...what }) : notedOfStaff(actor, now, what)
    return {
      changes: [...(user === undefined ? [create] : []), put, ...deletePasskeys(lost), note],
      result: { userId, enrolHash },
    }
  }
  const added = await decideAgain(deps.store, decide, once)
  if (isRefusal(added)) return added
  const { userId } = added
  if (added.enrolHash !== enrolHash) return refuse('made-already', { made: userId })
  return { userId, url: `${deps.config.publicUrl()}/operator/enrol#${userId}.${token}` }
}

const commandLine = { actorKind: 'system', actorId: 'command-line' } as const

export const enrolHashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
