import type { Change } from '@rolecall/core/ports/store'
import type { FlowDeps } from '../deps.ts'

/**
 * Deletes the sessions of a person. It belongs into the commit that destroys the person's data key: the rows cannot be read
 * any more after it, and would stay.
 */
export const sessionDeletions = async (
  { store }: Pick<FlowDeps, 'store'>,
  personId: string,
): Promise<readonly Change[]> => {
  const { items } = await store.find('sessions', { index: 'subject', where: [personId], limit: 1000 })
  return items.map(({ doc, revision }) => ({ op: 'delete', collection: 'sessions', id: doc.id, expected: revision }))
}
