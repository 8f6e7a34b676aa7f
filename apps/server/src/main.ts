import { orTellPlainly } from './commands/plain-failure.ts'
import { readConfigOrExit } from './commands/read-config.ts'
import { createLog } from './log.ts'
import { endOnFailure, stopOnSignal } from './process-end.ts'
import { startServer } from './wiring.ts'

const startedAt = performance.now()

const config = readConfigOrExit('Rolecall did not start. ')
const log = createLog(config.logLevel)
endOnFailure(process, log)
const server = await orTellPlainly(() => startServer(config))
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
for (const line of server.summary) console.log(line)
console.log(`Ready in ${seconds} s. Stop with Ctrl-C.`)
stopOnSignal(process, log, () => server[Symbol.asyncDispose]())
