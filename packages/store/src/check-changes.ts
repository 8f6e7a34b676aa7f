import { collections } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { DocumentRefused } from './errors.ts'

/** @throws DocumentRefused where a document breaks its collection's schema; the message holds paths, no values. */
export const checkChanges = (changes: readonly Change[]): void => {
  for (const change of changes) {
    if (change.op === 'delete') continue
    const { error } = collections[change.collection].schema.strict().safeParse(change.doc)
    if (!error) continue
    const issues = error.issues.map(({ path, code }) => `${path.join('.') || 'document'}: ${code}`)
    throw new DocumentRefused(`${change.collection}/${change.doc.id}: ${issues.join(', ')}`)
  }
}
