import { createHmac } from 'node:crypto'
import type { DocumentOf } from '@rolecall/core/model/collections'

export type AuditEntry = DocumentOf<'auditEntries'>
/** What was done, before it has its place in the log. */
export type AuditNote = Omit<AuditEntry, 'id' | 'log' | 'seq' | 'hash'>
/** The last entry: how long the log is, and the hash that stands for all of it. */
export type AuditHead = Pick<AuditEntry, 'seq' | 'hash'>

/** Where a log begins. */
export const emptyHead: AuditHead = { seq: 0, hash: '' }

/** The note as the entry behind `head`. Only who holds `secret` can make one that verifies. */
export const entryOf = (secret: Buffer, head: AuditHead, note: AuditNote): AuditEntry => {
  const seq = head.seq + 1
  return { ...note, id: `aud_${String(seq).padStart(12, '0')}`, log: 'main', seq, hash: hashOf(secret, head, note) }
}

export type ChainFault = { readonly seq: number; readonly fault: 'missing' | 'changed' }

/** The first fault of entries that follow on `head`; else the head behind them. */
export const follow = (secret: Buffer, head: AuditHead, entries: readonly AuditEntry[]): AuditHead | ChainFault => {
  let last = head
  for (const { seq, hash, id: _id, log: _log, ...note } of entries) {
    if (seq !== last.seq + 1) return { seq: last.seq + 1, fault: 'missing' }
    if (hash !== hashOf(secret, last, note)) return { seq, fault: 'changed' }
    last = { seq, hash }
  }
  return last
}

export const isFault = (value: AuditHead | ChainFault): value is ChainFault => 'fault' in value

/** Over the fields in an order of their own, so that two engines' orders do not matter. */
const hashOf = (secret: Buffer, { seq, hash }: AuditHead, note: AuditNote): string => {
  const { at, actorKind, actorId, role, action, subjectId, organisationId, detail } = note
  const fields = [hash, seq + 1, at, actorKind, actorId, role, action, subjectId, organisationId, detail]
  return createHmac('sha256', secret)
    .update(JSON.stringify(fields.map((field) => field ?? null)))
    .digest('base64url')
}
