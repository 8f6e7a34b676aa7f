import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openFolder } from '@rolecall/adapters/files/folder'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import type { Files } from '@rolecall/core/ports/files'
import type { Keys } from '@rolecall/core/ports/keys'
import type { Config } from '../config.ts'
import { keyFileOf } from '../key-file-of.ts'
import { orTellPlainly } from './plain-failure.ts'
import { readConfigOrExit } from './read-config.ts'

type Opened = { readonly keys: Keys; readonly files: Files; readonly config: Config }

/** Runs a command that needs the operator's keys and files, and opens its databases itself. */
export const withKeys = async <T>(run: (opened: Opened) => Promise<T>): Promise<T> => {
  const config = readConfigOrExit()
  // Opening would make a new key file, with which nothing that is stored could be read.
  if (!existsSync(config.keyFile)) {
    console.error(
      `There is no key file at ${config.keyFile}. Start the server once, or set KEY_FILE as the server has it.`,
    )
    process.exit(2)
  }
  return orTellPlainly(async () => {
    const { path, protection } = await keyFileOf(config)
    const keys = await openKeyFile(path, protection)
    return run({ keys, files: openFolder(join(config.dataDir, 'files')), config })
  })
}
