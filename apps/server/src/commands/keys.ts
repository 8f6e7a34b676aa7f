import { runKeys } from './run-keys.ts'
import { withStore } from './with-store.ts'

process.exitCode = await withStore(({ store, keys, config }) =>
  runKeys({ store, keys, path: config.keyFile, print: console.log }, process.argv.slice(2)),
)
