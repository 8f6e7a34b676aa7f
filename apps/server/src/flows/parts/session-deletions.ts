import type { Change } from '@rolecall/core/ports/store'
import type { FlowDeps } from '../deps.ts'
import { deletion } from './delete-rows.ts'
import { deletePasskeys } from './passkeys.ts'

/**
 * Deletes the sessions, the passkeys and the news of a person. It belongs into the commit that destroys the person's data key:
 * the rows cannot be read any more after it, and would stay.
 */
export const sessionDeletions = async (
  { store }: Pick<FlowDeps, 'store'>,
  personId: string,
): Promise<readonly Change[]> => {
  const [sessions, passkeys, news] = await Promise.all([
    store.find('sessions', { index: 'subject', where: [personId], limit: 200 }),
    store.find('passkeys', { index: 'subject', where: [personId], limit: 200 }),
    store.find('news', { index: 'person', where: [personId], limit: 600 }),
  ])
  return [
    ...sessions.items.map((row) => deletion('sessions', row)),
    ...deletePasskeys(passkeys.items),
    ...news.items.map((row) => deletion('news', row)),
  ]
}
