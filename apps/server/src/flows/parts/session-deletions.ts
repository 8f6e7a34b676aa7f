import type { Change } from '@rolecall/core/ports/store'
import type { FlowDeps } from '../deps.ts'

/**
 * Deletes the sessions and the news of a person. It belongs into the commit that destroys the person's data key: the rows cannot be read
 * any more after it, and would stay.
 */
export const sessionDeletions = async (
  { store }: Pick<FlowDeps, 'store'>,
  personId: string,
): Promise<readonly Change[]> => {
  const [sessions, news] = await Promise.all([
    store.find('sessions', { index: 'subject', where: [personId], limit: 200 }),
    store.find('news', { index: 'person', where: [personId], limit: 600 }),
  ])
  return [
    ...sessions.items.map(({ doc, revision }): Change => deletion('sessions', doc.id, revision)),
    ...news.items.map(({ doc, revision }): Change => deletion('news', doc.id, revision)),
  ]
}

const deletion = (collection: 'sessions' | 'news', id: string, expected: number): Change => ({
  op: 'delete',
  collection,
  id,
  expected,
})
