import { orTellPlainly } from './commands/plain-failure.ts'
import { readConfigOrExit } from './commands/read-config.ts'
import { startServer } from './wiring.ts'

const startedAt = performance.now()

const config = readConfigOrExit('Rolecall did not start. ')
const server = await orTellPlainly(() => startServer(config))
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
for (const line of server.summary) console.log(line)
console.log(`Ready in ${seconds} s. Stop with Ctrl-C.`)

let stopping = false
const stop = async () => {
  if (stopping) return
  stopping = true
  await server[Symbol.asyncDispose]()
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
