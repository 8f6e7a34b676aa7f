import type { DocumentOf } from '@rolecall/core/model/collections'
import { readSession, type Session } from '../../access/sessions.ts'
import type { AppDeps } from '../deps.ts'
import { type Exchange, identify } from '../session-cookies.ts'

/** A person on their own pages, as of this request. */
export type PersonViewer = { readonly session: Session['doc']; readonly person: DocumentOf<'people'> }

/** Whose pages these are; undefined for a visitor and for who is signed in as something else. */
export const readPersonViewer = async (deps: AppDeps, exchange: Exchange): Promise<PersonViewer | undefined> => {
  const claims = await identify(deps, exchange)
  if (claims?.surface !== 'person') return undefined
  const session = await readSession(deps, claims.sessionId)
  if (session?.doc.surface !== 'person') return undefined
  const person = await deps.store.get('people', session.doc.subject)
  return person && { session: session.doc, person: person.doc }
}
