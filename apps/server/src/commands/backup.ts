import { runBackup } from './run-backup.ts'
import { withKeys } from './with-keys.ts'

process.exitCode = await withKeys(({ keys, files, config: { databaseUrl } }) =>
  runBackup(
    { databaseUrl, keys, files, now: Date.now, print: console.log, out: process.stdout },
    process.argv.slice(2),
  ),
)
