import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Rights } from '../access/rights.ts'
import { isAlive, type Session } from '../access/sessions.ts'
import type { EmployerActor } from '../flows/parts/employer-deps.ts'
import type { AppDeps } from './deps.ts'

type Organisation = DocumentOf<'organisations'>
type Role = DocumentOf<'memberships'>['role']

/** Whoever is signed in, with the organisations that they work for as of this request. */
export type Viewer = {
  readonly session: Session['doc']
  readonly user: DocumentOf<'users'>
  readonly memberships: readonly { readonly organisation: Organisation; readonly role: Role }[]
}

/** A viewer inside one of their organisations; or a program that works for it, which has no session. */
export type Member = {
  readonly user: Pick<Viewer['user'], 'id' | 'name' | 'language'>
  readonly organisation: Organisation
  readonly role: Role | 'client'
  readonly session?: Viewer['session']
}

/** The viewer behind a session while it lives: a token alone proves only what was true when it was signed. */
export const viewerOf = async (
  { clock }: Pick<AppDeps, 'clock'>,
  rights: Rights,
  sessionId: string,
): Promise<Viewer | undefined> => {
  const session = await rights.session(sessionId)
  // A person on their own pages is nobody's user.
  if (session === undefined || !isAlive(session, clock.now()) || session.surface === 'person') return undefined
  const user = await rights.user(session.subject)
  if (user === undefined || user.state !== 'active') return undefined
  return { session, user, memberships: await rights.memberships(user.id) }
}

/** A session of another surface has no organisations: staff at work, for one, are not employers at work. */
export const memberOf = (viewer: Viewer, organisationId: string): Member | undefined => {
  if (viewer.session.surface !== 'employer') return undefined
  const found = viewer.memberships.find(({ organisation }) => organisation.id === organisationId)
  return found === undefined ? undefined : { session: viewer.session, user: viewer.user, ...found }
}

/** The member as the flows know them. */
export const actorOf = ({ user, organisation, role }: Member): EmployerActor => ({
  userId: user.id,
  organisation,
  role,
})
