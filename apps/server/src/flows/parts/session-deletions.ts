import type { Change } from '@rolecall/core/ports/store'
import type { FlowDeps } from '../deps.ts'
import { deletePasskeys } from './passkeys.ts'

/**
 * Deletes the sessions and the passkeys of a person. It belongs into the commit that destroys the person's data key: the rows cannot be read
 * any more after it, and would stay.
 */
export const sessionDeletions = async (
  { store }: Pick<FlowDeps, 'store'>,
  personId: string,
): Promise<readonly Change[]> => {
  const { items } = await store.find('sessions', { index: 'subject', where: [personId], limit: 1000 })
  const passkeys = await store.find('passkeys', { index: 'subject', where: [personId], limit: 1000 })
  return [
    ...items.map(
      ({ doc, revision }): Change => ({ op: 'delete', collection: 'sessions', id: doc.id, expected: revision }),
    ),
    ...deletePasskeys(passkeys.items),
  ]
}
