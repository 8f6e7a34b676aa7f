import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'
import { readSession, type Session } from '../access/sessions.ts'
import type { EmployerActor } from '../flows/parts/employer-deps.ts'
import type { AppDeps } from './deps.ts'
import { type Exchange, identify } from './session-cookies.ts'

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

export const readViewer = async (deps: AppDeps, exchange: Exchange): Promise<Viewer | undefined> => {
  const claims = await identify(deps, exchange)
  return claims === undefined ? undefined : viewerOf(deps, claims.sessionId)
}

/** The viewer behind a session while it lives: a token alone proves only what was true when it was signed. */
export const viewerOf = async (deps: AppDeps, sessionId: string): Promise<Viewer | undefined> => {
  const session = await readSession(deps, sessionId)
  // A person on their own pages is nobody's user.
  if (session === undefined || session.doc.surface === 'person') return undefined
  const user = await deps.store.get('users', session.doc.subject)
  if (user === undefined || user.doc.state !== 'active') return undefined
  return { session: session.doc, user: user.doc, memberships: await membershipsOf(deps, user.doc.id) }
}

/** A session of another surface has no organisations: staff at work, for one, are not employers at work. */
export const memberOf = (viewer: Viewer, organisationId: string): Member | undefined => {
  if (viewer.session.surface !== 'employer') return undefined
  const found = viewer.memberships.find(({ organisation }) => organisation.id === organisationId)
  return found === undefined ? undefined : { session: viewer.session, user: viewer.user, ...found }
}

export const membershipsOf = async (
  { store }: Pick<AppDeps, 'store'>,
  userId: string,
): Promise<Viewer['memberships']> => {
  const { items } = await store.find('memberships', { index: 'user', where: [userId], limit: 100 })
  const organisations = await store.getMany(
    'organisations',
    items.map(({ doc }) => doc.organisationId),
  )
  const byId = new Map(organisations.map(({ doc }: Stored<Organisation>) => [doc.id, doc]))
  return items.flatMap(({ doc }) => {
    const organisation = byId.get(doc.organisationId)
    return organisation === undefined ? [] : [{ organisation, role: doc.role }]
  })
}

/** The member as the flows know them. */
export const actorOf = ({ user, organisation, role }: Member): EmployerActor => ({
  userId: user.id,
  organisation,
  role,
})
