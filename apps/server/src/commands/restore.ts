import { runRestore } from './run-restore.ts'
import { withKeys } from './with-keys.ts'

process.exitCode = await withKeys(({ keys, files }) =>
  runRestore({ keys, files, now: Date.now, print: console.log, out: process.stdout }, process.argv.slice(2)),
)
