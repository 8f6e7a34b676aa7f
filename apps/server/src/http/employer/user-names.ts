import type { AppDeps } from '../deps.ts'

/** Names of users by id; a user who is gone has none. */
export const namesOfUsers = async (
  { store }: Pick<AppDeps, 'store'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const users = await store.getMany('users', [...new Set(ids)].filter(Boolean))
  return new Map(users.map(({ doc }) => [doc.id, doc.name]))
}
