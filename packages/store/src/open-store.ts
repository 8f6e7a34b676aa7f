import type { Store } from '@rolecall/core/ports/store'
import type { Engine } from './engine.ts'
import { DatabaseRefused } from './errors.ts'
import { openMongoEngine } from './mongodb/engine.ts'
import { type SealedStoreOptions, sealedStore } from './sealed-store.ts'
import { openSqliteEngine } from './sqlite/engine.ts'

/**
 * Opens the store at `sqlite:<path>` or `mongodb://…` (a replica set; the database's name stands in the address),
 * and brings it to this release's shape. Who opens it disposes it.
 * @throws DatabaseRefused where the address is neither, or the database is of a newer release;
 * StoreUnavailable where the server does not answer.
 */
export const openStore = async ({ url, ...options }: SealedStoreOptions & { readonly url: string }): Promise<Store> =>
  sealedStore(await openEngine(url), options)

const openEngine = (url: string): Promise<Engine> => {
  if (url.startsWith('sqlite:')) return openSqliteEngine(url.slice('sqlite:'.length))
  if (/^mongodb(\+srv)?:\/\//.test(url)) return openMongoEngine(url)
  throw new DatabaseRefused('the address of the database must begin with sqlite: or mongodb://')
}
