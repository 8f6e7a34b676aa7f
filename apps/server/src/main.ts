import { orTellPlainly } from './commands/plain-failure.ts'
import { readConfigOrExit } from './commands/read-config.ts'
import { createLog } from './log.ts'
import { endOnFailure, stopOnSignal } from './process-end.ts'
import { startServer } from './wiring.ts'

const startedAt = performance.now()

const config = readConfigOrExit('Rolecall did not start. ')
const log = createLog(config.logLevel)
endOnFailure(process, log)
// From the beginning: process 1 of a container does not hear a signal that nobody listens to.
let stop = async (): Promise<void> => undefined
stopOnSignal(process, log, () => stop())
const server = await orTellPlainly(() => startServer(config))
stop = async () => server[Symbol.asyncDispose]()
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
for (const line of server.summary) console.log(line)
console.log(`Ready in ${seconds} s. Stop with Ctrl-C.`)
