import { existsSync } from 'node:fs'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import { openStore } from '@rolecall/store/open-store'
import { orTellPlainly } from './plain-failure.ts'
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
await orTellPlainly(async () => {
  const keys = await openKeyFile(config.keyFile)
  await using store = await openStore({ url: config.databaseUrl, keys, clock: { now: Date.now } })
  const { lines, exitCode } = await runTasks(store, process.argv.slice(2), Date.now())
  for (const line of lines) console.log(line)
  process.exitCode = exitCode
})
