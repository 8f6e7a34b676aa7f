import type { Store } from '@rolecall/core/ports/store'
import { everyPage } from '../every-page.ts'
import { type AuditEntry, type AuditHead, type ChainFault, emptyHead, follow, isFault } from './chain.ts'

/** The last entry of the log. */
export const readHead = async (store: Store): Promise<AuditHead> => {
  const { items } = await store.find('auditEntries', { index: 'seq', where: ['main'], order: 'descending', limit: 1 })
  const [last] = items
  return last === undefined ? emptyHead : { seq: last.doc.seq, hash: last.doc.hash }
}

/** The whole log from its beginning, a page at a time. */
export async function* pagesOf(store: Store): AsyncGenerator<readonly AuditEntry[]> {
  for await (const rows of everyPage({ store }, 'auditEntries', { index: 'seq', where: ['main'] }))
    yield rows.map(({ doc }) => doc)
}

/**
 * Verifies the chain from its beginning. `known`: a head that was noted down before; a log that lost its end, or was written
 * anew, no longer holds it.
 */
export const verifyLog = async (
  store: Store,
  secret: Buffer,
  known: AuditHead | undefined,
): Promise<AuditHead | ChainFault> => {
  let head: AuditHead = emptyHead
  let found = known === undefined || known.seq === 0
  for await (const entries of pagesOf(store)) {
    const next = follow(secret, head, entries)
    if (isFault(next)) return next
    found ||= entries.some(({ seq, hash }) => seq === known?.seq && hash === known.hash)
    head = next
  }
  return found
    ? head
    : { seq: known?.seq ?? 0, fault: known !== undefined && known.seq > head.seq ? 'missing' : 'changed' }
}
