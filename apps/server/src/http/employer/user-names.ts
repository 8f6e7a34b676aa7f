import type { AppDeps } from '../deps.ts'

/** Names of users and API clients by id; a user who is gone has none. */
export const namesOfActors = async (
  { store }: Pick<AppDeps, 'store'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const wanted = [...new Set(ids)].filter(Boolean)
  const isClient = (id: string) => id.startsWith('cli_')
  const [users, clients] = await Promise.all([
    store.getMany(
      'users',
      wanted.filter((id) => !isClient(id)),
    ),
    store.getMany('apiClients', wanted.filter(isClient)),
  ])
  return new Map([...users, ...clients].map(({ doc }) => [doc.id, doc.name]))
}
