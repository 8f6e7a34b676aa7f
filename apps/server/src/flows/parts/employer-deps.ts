import type { Look } from '@rolecall/core/conversation/look'
import type { Actor } from '@rolecall/core/job-life'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Clock } from '@rolecall/core/ports/clock'
import type { Store } from '@rolecall/core/ports/store'
import type { MakeId } from '../../make-id.ts'
import type { Matcher } from '../../matcher/matcher.ts'

/** What the flows of employers run on. */
export type EmployerDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly makeId: MakeId
  readonly randomBytes: (count: number) => Buffer
  readonly look: Pick<Look, 'taxonomy'>
  readonly matcher: Pick<Matcher, 'explain'>
  readonly config: { readonly phoneNumberId: string }
}

/** A user acting for one of their organisations, or (in the role `client`) a program that works for it. */
export type EmployerActor = {
  /** Of the user or of the API client. */
  readonly userId: string
  readonly organisation: DocumentOf<'organisations'>
  readonly role: DocumentOf<'memberships'>['role'] | 'client'
}

export const actorOf = (actor: EmployerActor): Actor => ({ kind: kindOf(actor), id: actor.userId })

export const kindOf = ({ role }: Pick<EmployerActor, 'role'>): 'client' | 'user' =>
  role === 'client' ? 'client' : 'user'
