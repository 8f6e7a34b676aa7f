import { readFile, writeFile } from 'node:fs/promises'
import { progressBar } from './progress-bar.ts'
import { runBiasAudit } from './run-bias-audit.ts'
import { withStore } from './with-store.ts'

process.exitCode = await withStore(({ store }) =>
  runBiasAudit(
    {
      store,
      now: Date.now(),
      read: readFile,
      write: writeFile,
      print: console.log,
      complain: console.error,
      progress: progressBar(process.stderr, 'of the log read'),
    },
    process.argv.slice(2),
  ),
)
