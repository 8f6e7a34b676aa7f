import { ConfigError, readConfig } from './config.ts'
import { startServer } from './wiring.ts'

const startedAt = performance.now()

const readConfigOrExit = () => {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(`Rolecall did not start. Mend these variables of the environment:\n${error.message}`)
    process.exit(2)
  }
}

const config = readConfigOrExit()
const server = await startServer(config)
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
