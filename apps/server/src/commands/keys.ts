import { keyFileOf } from '../key-file-of.ts'
import { runKeys } from './run-keys.ts'
import { withStore } from './with-store.ts'

process.exitCode = await withStore(async ({ store, keys, config }) => {
  const placeOf = (keyFile: string, kmsKeyId: string) => keyFileOf({ ...config, keyFile, kmsKeyId })
  return runKeys({ store, keys, keyFile: await keyFileOf(config), placeOf, print: console.log }, process.argv.slice(2))
})
