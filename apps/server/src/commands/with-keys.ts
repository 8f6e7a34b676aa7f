import { openKeyFileAt } from '@rolecall/adapters/keys/key-file'
import type { Files } from '@rolecall/core/ports/files'
import type { Keys } from '@rolecall/core/ports/keys'
import type { Config } from '../config.ts'
import { filesOf } from '../files-of.ts'
import { keyFileOf } from '../key-file-of.ts'
import { silentLog } from '../log.ts'
import { orTellPlainly } from './plain-failure.ts'
import { readConfigOrExit } from './read-config.ts'

type Opened = { readonly keys: Keys; readonly files: Files; readonly config: Config }

/** Runs a command that needs the operator's keys and files, and opens its databases itself. */
export const withKeys = async <T>(run: (opened: Opened) => Promise<T>): Promise<T> => {
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
    await using files = await filesOf(config, silentLog)
    return await run({ keys, files, config })
  })
}
