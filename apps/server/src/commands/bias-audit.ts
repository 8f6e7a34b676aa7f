import { readFile } from 'node:fs/promises'
import { progressBar } from './progress-bar.ts'
import { runBiasAudit } from './run-bias-audit.ts'
import { withStore } from './with-store.ts'
import { writeReport } from './write-report.ts'

process.exitCode = await withStore(({ store, config }) =>
  runBiasAudit(
    {
      store,
      now: Date.now(),
      read: readFile,
      write: (path, text) => writeReport(config, path, text),
      print: console.log,
      complain: console.error,
      progress: progressBar(process.stderr, 'of the log read'),
    },
    process.argv.slice(2),
  ),
)
