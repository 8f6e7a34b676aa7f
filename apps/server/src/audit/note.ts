import { randomUUID } from 'node:crypto'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { dayOwnerOf } from '../day-owner.ts'
import type { AuditNote } from './chain.ts'

export const auditKind = 'audit'

/**
 * The change that writes a note down: part of the commit that does what the note tells, so that neither stands without the
 * other. All notes share a lane, so that one worker at a time appends them, in order.
 */
export const noted = (note: AuditNote): Change => ({
  op: 'put',
  collection: 'tasks',
  expected: 'absent',
  doc: {
    id: `${auditKind}:${randomUUID()}`,
    queue: 'record',
    lane: auditKind,
    kind: auditKind,
    payload: { note },
    keyOwner: dayOwnerOf(note.at),
    order: note.at,
    dueAt: note.at,
    state: 'ready',
    attempts: 0,
    at: note.at,
  },
})

/** The parser of what `noted` wrote. */
export const noteOf = ({ payload }: DocumentOf<'tasks'>): AuditNote => {
  if (typeof payload !== 'object' || payload === null || !('note' in payload))
    throw new TypeError('a note has no content')
  return payload.note as AuditNote
}
