import type { Keys } from '@rolecall/core/ports/keys'
import type { Store } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import type { Config } from '../config.ts'
import { withKeys } from './with-keys.ts'

/** Runs a command on the store of the environment, beside a server or without one. What an operator can mend is told. */
export const withStore = <T>(
  run: (opened: { readonly store: Store; readonly keys: Keys; readonly config: Config }) => Promise<T>,
): Promise<T> =>
  withKeys(async ({ keys, config }) => {
    await using store = await openStore({ url: config.databaseUrl, keys, clock: { now: Date.now } })
    return await run({ store, keys, config })
  })
