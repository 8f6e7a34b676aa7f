import { addKey, listKeys, makeCurrent, removeKey } from '@rolecall/adapters/keys/edit-key-file'
import { copyKeyFile, type KeyFilePlace, openKeyFileAt } from '@rolecall/adapters/keys/key-file'
import { KeyFileRefused } from '@rolecall/adapters/keys/key-file-refused'
import type { Keys } from '@rolecall/core/ports/keys'
import type { Store } from '@rolecall/core/ports/store'
import { everyPage } from '../every-page.ts'
import { barOf } from './progress-bar.ts'

type Deps = {
  readonly store: Store
  readonly keys: Keys
  readonly keyFile: KeyFilePlace
  /** Another place, where this KMS key seals. */
  readonly placeOf: (keyFile: string, kmsKeyId: string) => Promise<KeyFilePlace>
  readonly print: (line: string) => void
}

const atOnce = 200

const usage = [
  'npm run keys                 tells which keys there are and how much each wraps',
  'npm run keys -- add          adds a key that does not wrap yet: then carry the file to each machine',
  'npm run keys -- rotate <id>  lets this key wrap, and wraps anew what the others wrap; cut off, it goes on where it was',
  'npm run keys -- copy <KEY_FILE> <KMS_KEY_ID>  the same keys at another place, sealed by KMS: then set both',
  'npm run keys -- retire <id>  takes a key out for good, once it wraps nothing',
]

/** 0: done. 1: could not be done now. 2: not understood. */
export const runKeys = async (deps: Deps, args: readonly string[]): Promise<0 | 1 | 2> => {
  const [command, id, ...rest] = args
  try {
    if (rest.length === 0 && command === undefined) return await tell(deps)
    if (command === 'add' && id === undefined) return await add(deps)
    if (command === 'copy' && id !== undefined && rest[0] !== undefined && rest.length === 1)
      return await copy(deps, id, rest[0])
    if (command === 'rotate' && id !== undefined && rest.length === 0) return await rotate(deps, id)
    if (command === 'retire' && id !== undefined && rest.length === 0) return await retire(deps, id)
  } catch (error) {
    if (!(error instanceof KeyFileRefused)) throw error
    deps.print(`${error.message}.`)
    return 2
  }
  for (const line of usage) deps.print(line)
  return 2
}

const tell = async ({ store, keyFile, print }: Deps): Promise<0> => {
  const { current, ids } = await listKeys(keyFile)
  for (const id of ids)
    print(`${id}${id === current ? ' (wraps now)' : ''}: ${await countOf(store, id)} data keys are wrapped by it`)
  return 0
}

const add = async ({ keyFile, print }: Deps): Promise<0> => {
  const id = await addKey(keyFile)
  const carry = keyFile.path.startsWith('s3:')
    ? 'Every server reads it there'
    : 'Carry the file to each machine that runs Rolecall, then'
  print(`${id} stands in ${keyFile.path}. ${carry}: npm run keys -- rotate ${id}`)
  return 0
}

const copy = async ({ keyFile, placeOf, print }: Deps, path: string, kmsKeyId: string): Promise<0> => {
  await copyKeyFile(keyFile, await placeOf(path, kmsKeyId))
  print(
    `The keys stand in ${path} too, sealed by KMS. Set KEY_FILE=${path} and KMS_KEY_ID=${kmsKeyId} for every server,`,
  )
  print(`start them anew, then keep ${keyFile.path} in a safe or destroy it.`)
  return 0
}

const rotate = async ({ store, keyFile, print }: Deps, id: string): Promise<0 | 1> => {
  await makeCurrent(keyFile, id)
  const keys = await openKeyFileAt(keyFile)
  const others = (await listKeys(keyFile)).ids.filter((each) => each !== id)
  const counts = await Promise.all(others.map((each) => countOf(store, each)))
  const total = counts.reduce((sum, count) => sum + count, 0)
  let done = 0
  for (const other of others)
    for await (const rewrapped of rewrapAll(store, keys, other)) {
      done += rewrapped
      print(`${barOf(total === 0 ? 1 : done / total)} ${done} of ${total} data keys are wrapped by ${id}`)
    }
  const left = await Promise.all(others.map((each) => countOf(store, each)))
  if (left.some((count) => count > 0)) {
    print('Some were changed meanwhile: run this again.')
    return 1
  }
  print(
    `${id} wraps every data key. The others can be taken out, once each server was started anew: npm run keys -- retire <id>`,
  )
  return 0
}

const retire = async ({ store, keyFile, print }: Deps, id: string): Promise<0 | 1> => {
  const count = await countOf(store, id)
  if (count > 0) {
    print(`${id} still wraps ${count} data keys: rotate first.`)
    return 1
  }
  await removeKey(keyFile, id)
  print(
    `${id} is taken out of ${keyFile.path}. Backups from before are opened by a copy of the file from before alone.`,
  )
  return 0
}

/** Wraps anew, a page at a time: how many each. One that was changed or destroyed in between is left as it is. */
async function* rewrapAll(store: Store, keys: Keys, other: string): AsyncGenerator<number> {
  for (let more = true; more; ) {
    const { items } = await store.find('dataKeys', { index: 'key', where: [other], limit: atOnce })
    const outcomes = await Promise.all(
      items.map(async ({ doc, revision }) => {
        const fresh = await keys.wrap(await keys.unwrap(doc.wrapped, doc.keyId, doc.id), doc.id)
        return store.commit([{ op: 'put', collection: 'dataKeys', doc: { ...doc, ...fresh }, expected: revision }])
      }),
    )
    const rewrapped = outcomes.filter(({ outcome }) => outcome === 'committed').length
    if (rewrapped > 0) yield rewrapped
    more = items.length === atOnce && rewrapped > 0
  }
}

const countOf = async (store: Store, keyId: string): Promise<number> => {
  let count = 0
  for await (const rows of everyPage({ store }, 'dataKeys', { index: 'key', where: [keyId] })) count += rows.length
  return count
}
