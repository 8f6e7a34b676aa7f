import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Reads again, after a change, what is shown of what begins with the key. A first reading that is still on its way is given up: it may
 * have been answered before the change, and would count as new.
 */
export const readAnew = async (client: QueryClient, queryKey: QueryKey): Promise<void> => {
  await client.cancelQueries({ queryKey, type: 'active' })
  await client.invalidateQueries({ queryKey })
}
