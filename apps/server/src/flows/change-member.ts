import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Store, Stored } from '@rolecall/core/ports/store'
import { type Refusal, refuse } from '../refusal.ts'
import type { AccountDeps } from './parts/account-deps.ts'
import type { EmployerActor } from './parts/employer-deps.ts'
import { notedOf } from './parts/noted-of.ts'

type Membership = Stored<DocumentOf<'memberships'>>
type Deps = Pick<AccountDeps, 'store' | 'clock'>
type Wish = {
  readonly actor: EmployerActor
  readonly userId: string
  /** Undefined: no member any more. */
  readonly role: Membership['doc']['role'] | undefined
}
const mostRuns = 5

/**
 * Gives a member another role, or none. It counts from their next request on. The last owner stays one, also where two owners
 * take it from each other at one time: each change is one of the organisation too, so that the second reads anew.
 */
export const changeMember = async (deps: Deps, { actor, userId, role }: Wish): Promise<Refusal | undefined> => {
  for (let run = 0; run < mostRuns; run += 1) {
    const organisation = await deps.store.get('organisations', actor.organisation.id)
    const members = await membersOf(deps.store, actor.organisation.id)
    const member = members.find(({ doc }) => doc.userId === userId)
    // The one who asks may have lost the right in between.
    const asking = members.find(({ doc }) => doc.userId === actor.userId)
    if (organisation === undefined || asking?.doc.role !== 'owner') return refuse('not-allowed')
    if (member === undefined) return refuse('not-found')
    if (member.doc.role === role) return undefined
    const otherOwners = members.filter(({ doc }) => doc.role === 'owner' && doc.userId !== userId)
    if (otherOwners.length === 0) return refuse('last-owner')
    const { outcome } = await deps.store.commit([
      changeOf(member, role),
      { op: 'put', collection: 'organisations', doc: organisation.doc, expected: organisation.revision },
      notedOf(actor, deps.clock.now(), {
        action: role === undefined ? 'member.remove' : 'member.role',
        subjectId: userId,
        detail: role ?? member.doc.role,
      }),
    ])
    if (outcome === 'committed') return undefined
  }
  return refuse('unavailable')
}

const changeOf = ({ doc, revision }: Membership, role: Wish['role']): Change =>
  role === undefined
    ? { op: 'delete', collection: 'memberships', id: doc.id, expected: revision }
    : { op: 'put', collection: 'memberships', doc: { ...doc, role }, expected: revision }

const membersOf = async (store: Store, organisationId: string): Promise<readonly Membership[]> =>
  (await store.find('memberships', { index: 'organisation', where: [organisationId], limit: 1000 })).items
