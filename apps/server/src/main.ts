import { readConfigOrExit } from './commands/read-config.ts'
import { createLog } from './log.ts'
import { indexDataOf, startIndexInThread } from './matcher/index-in-thread.ts'
import { endOnFailure, stopOnSignal } from './process-end.ts'

const config = readConfigOrExit('Rolecall did not start. ')
const log = createLog(config.logLevel)
endOnFailure(process, log)
// From the beginning: process 1 of a container does not hear a signal that nobody listens to.
let stop = async (): Promise<void> => undefined
stopOnSignal(process, log, () => stop())
// First of all: its code loads while that of the server does, which is four times as much.
const index = startIndexInThread({ data: indexDataOf(config), log })
const { orTellPlainly } = await import('./commands/plain-failure.ts')
const { startServer } = await import('./wiring.ts')
const server = await orTellPlainly(() => startServer(config, index))
stop = async () => server[Symbol.asyncDispose]()
const seconds = (performance.now() / 1000).toFixed(1)
for (const line of server.summary) console.log(line)
console.log(`Ready in ${seconds} s. Stop with Ctrl-C.`)
