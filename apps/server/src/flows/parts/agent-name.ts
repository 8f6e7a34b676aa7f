import type { Store } from '@rolecall/core/ports/store'

/** What a person is to call the agent by: the first name. */
export const agentName = async (store: Store, userId: string): Promise<string | undefined> => {
  const user = await store.get('users', userId)
  return user?.doc.name.trim().split(/\s+/)[0]
}
