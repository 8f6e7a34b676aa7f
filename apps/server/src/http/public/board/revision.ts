import { hash } from 'node:crypto'
import type { Stored } from '@rolecall/core/ports/store'

/**
 * The name of a set of documents at their revisions, kept as documents come and go: the exclusive or of their hashes, so that
 * neither order nor history counts, and processes that hold the same agree without a word. 128 bits of SHA-256 of random ids.
 */
export const createRevision = () => {
  const sum = new Uint32Array(4)
  return {
    /** Puts a document in, or takes out one that is in. */
    toggle({ doc, revision }: Stored<{ readonly id: string }>): void {
      const own = hash('sha256', `${doc.id} ${revision}`, 'buffer')
      for (const at of sum.keys()) sum[at] = (sum[at] ?? 0) ^ own.readUInt32LE(4 * at)
    },
    name: (): string => Buffer.from(sum.buffer).toString('base64url'),
  }
}
