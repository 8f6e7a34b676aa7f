import { existsSync } from 'node:fs'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import { StoreUnavailable } from '@rolecall/core/ports/store'
import { DatabaseRefused } from '@rolecall/store/errors'
import { openStore } from '@rolecall/store/open-store'
import { readConfigOrExit } from './read-config.ts'
import { runTasks } from './run-tasks.ts'

const config = readConfigOrExit()
// Opening would make a new key file, with which nothing that is stored could be read.
if (!existsSync(config.keyFile)) {
  console.error(
    `There is no key file at ${config.keyFile}. Start the server once, or set KEY_FILE as the server has it.`,
  )
  process.exit(2)
}
const keys = await openKeyFile(config.keyFile)
try {
  await using store = await openStore({ url: config.databaseUrl, keys, clock: { now: Date.now } })
  const { lines, exitCode } = await runTasks(store, process.argv.slice(2), Date.now())
  for (const line of lines) console.log(line)
  process.exitCode = exitCode
} catch (error) {
  if (!(error instanceof StoreUnavailable || error instanceof DatabaseRefused)) throw error
  console.error(`The database does not open: ${error.message}. DATABASE_URL must be as the server has it.`)
  process.exitCode = 1
}
