import { runTasks } from './run-tasks.ts'
import { withStore } from './with-store.ts'

const { lines, exitCode } = await withStore(({ store }) => runTasks(store, process.argv.slice(2), Date.now()))
for (const line of lines) console.log(line)
process.exitCode = exitCode
