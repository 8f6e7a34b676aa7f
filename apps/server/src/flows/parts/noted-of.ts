import type { Change } from '@rolecall/core/ports/store'
import type { AuditNote } from '../../audit/chain.ts'
import { noted } from '../../audit/note.ts'
import { type EmployerActor, kindOf } from './employer-deps.ts'

/** What a user or an API client did for an organisation. */
export const notedOf = (
  { userId, role, organisation }: EmployerActor,
  now: number,
  what: Pick<AuditNote, 'action' | 'subjectId' | 'detail'>,
): Change =>
  noted({ at: now, actorKind: kindOf({ role }), actorId: userId, role, organisationId: organisation.id, ...what })
