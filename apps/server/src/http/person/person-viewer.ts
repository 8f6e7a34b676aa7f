import type { DocumentOf } from '@rolecall/core/model/collections'
import { isAlive, type Session } from '../../access/sessions.ts'
import type { AppDeps } from '../deps.ts'
import { type Exchange, identify } from '../session-cookies.ts'

/** A person on their own pages, as of this request. */
export type PersonViewer = { readonly session: Session['doc']; readonly person: DocumentOf<'people'> }

/** Whose pages these are; undefined for a visitor and for who is signed in as something else. */
export const readPersonViewer = async (deps: AppDeps, exchange: Exchange): Promise<PersonViewer | undefined> => {
  const claims = await identify(deps, exchange)
  if (claims?.surface !== 'person') return undefined
  const reads = exchange.request.method === 'GET' || exchange.request.method === 'HEAD'
  const session = await (reads ? deps.rights.recent : deps.rights.fresh).session(claims.sessionId)
  if (session?.surface !== 'person' || !isAlive(session, deps.clock.now())) return undefined
  const person = await deps.store.get('people', session.subject)
  return person && { session, person: person.doc }
}
