import { openKeyFileAt } from '@rolecall/adapters/keys/key-file'
import type { Keys } from '@rolecall/core/ports/keys'
import type { Store } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import type { Config } from '../config.ts'
import { keyFileOf } from '../key-file-of.ts'
import { orTellPlainly } from './plain-failure.ts'
import { readConfigOrExit } from './read-config.ts'

/** Runs a command on the store of the environment, beside a server or without one. What an operator can mend is told. */
export const withStore = async <T>(
  run: (opened: { readonly store: Store; readonly keys: Keys; readonly config: Config }) => Promise<T>,
): Promise<T> => {
  const config = readConfigOrExit()
  return orTellPlainly(async () => {
    const place = await keyFileOf(config)
    // Opening would make a new key file, with which nothing that is stored could be read.
    if ((await place.storage.read()) === undefined) {
      console.error(
        `There is no key file at ${config.keyFile}. Start the server once, or set KEY_FILE as the server has it.`,
      )
      process.exit(2)
    }
    const keys = await openKeyFileAt(place)
    await using store = await openStore({ url: config.databaseUrl, keys, clock: { now: Date.now } })
    return await run({ store, keys, config })
  })
}
