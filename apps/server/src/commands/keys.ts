import { keyFileOf } from '../key-file-of.ts'
import { runKeys } from './run-keys.ts'
import { withStore } from './with-store.ts'

process.exitCode = await withStore(async ({ store, keys, config }) =>
  runKeys({ store, keys, keyFile: await keyFileOf(config), print: console.log }, process.argv.slice(2)),
)
