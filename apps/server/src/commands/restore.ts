import { join } from 'node:path'
import { runRestore } from './run-restore.ts'
import { withKeys } from './with-keys.ts'

process.exitCode = await withKeys(({ keys, files, config }) => {
  const cacheDir = join(config.dataDir, 'cache')
  const deps = { keys, files, cacheDir, now: Date.now, print: console.log, out: process.stdout }
  return runRestore(deps, process.argv.slice(2))
})
