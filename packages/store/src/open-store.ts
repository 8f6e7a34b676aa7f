import type { Store } from '@rolecall/core/ports/store'
import type { Engine } from './engine.ts'
import { DatabaseRefused } from './errors.ts'
import { type SealedStoreOptions, sealedStore } from './sealed-store.ts'

/**
 * Opens the store at `sqlite:<path>` or `mongodb://…` (a replica set; the database's name stands in the address),
 * and brings it to this release's shape. Who opens it disposes it.
 * @throws DatabaseRefused where the address is neither, or the database is of a newer release;
 * StoreUnavailable where the server does not answer.
 */
export const openStore = async ({ url, ...options }: SealedStoreOptions & { readonly url: string }): Promise<Store> =>
  sealedStore(await openEngine(url), options)

/** A driver is loaded where it is used: each thread that opens a store would pay for both. */
const openEngine = async (url: string): Promise<Engine> => {
  if (url.startsWith('sqlite:'))
    return (await import('./sqlite/engine.ts')).openSqliteEngine(url.slice('sqlite:'.length))
  if (/^mongodb(\+srv)?:\/\//.test(url)) return (await import('./mongodb/engine.ts')).openMongoEngine(url)
  throw new DatabaseRefused('the address of the database must begin with sqlite: or mongodb://')
}
