import type { Change } from '@rolecall/core/ports/store'
import type { AuditNote } from '../../audit/chain.ts'
import { noted } from '../../audit/note.ts'
import type { EmployerActor } from './employer-deps.ts'

/** What a user did for one of their organisations. */
export const notedOf = (
  { userId, role, organisation }: EmployerActor,
  now: number,
  what: Pick<AuditNote, 'action' | 'subjectId' | 'detail'>,
): Change => noted({ at: now, actorKind: 'user', actorId: userId, role, organisationId: organisation.id, ...what })
