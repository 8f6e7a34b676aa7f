import { randomBytes } from 'node:crypto'
import { open, rename, unlink } from 'node:fs/promises'
import { type KeyFile, KeyFileRefused, readKeyFile } from './key-file.ts'
import type { Protection } from './protection.ts'

/** Where a key file stands, and how its keys stand in it. */
export type KeyFilePlace = { readonly path: string; readonly protection: Protection }

/** The ids of the keys in a key file, and which of them wraps now. */
export type KeyIds = { readonly current: string; readonly ids: readonly string[] }

export const listKeys = async (place: KeyFilePlace): Promise<KeyIds> => {
  const { current, keys } = await readKeyFile(place)
  return { current, ids: Object.keys(keys) }
}

/** Adds a random key that does not wrap yet, so that the file can first be carried to each machine. Its id. */
export const addKey = async (place: KeyFilePlace): Promise<string> => {
  const file = await readKeyFile(place)
  const id = `k${1 + Math.max(...Object.keys(file.keys).map((each) => Number(each.replace(/\D/g, '')) || 0))}`
  await replace(place, { ...file, keys: { ...file.keys, [id]: await place.protection.make(id) } })
  return id
}

/** Lets the key with this id wrap from now on. */
export const makeCurrent = async (place: KeyFilePlace, id: string): Promise<void> => {
  const file = await readKeyFile(place)
  if (!(id in file.keys)) throw new KeyFileRefused(`${place.path} holds no key ${id}`)
  await replace(place, { ...file, current: id })
}

/** Takes a key out for good: what it wraps can never be opened again. The caller has made sure that it wraps nothing. */
export const removeKey = async (place: KeyFilePlace, id: string): Promise<void> => {
  const file = await readKeyFile(place)
  if (id === file.current) throw new KeyFileRefused(`${id} is the key that wraps now`)
  const { [id]: _removed, ...keys } = file.keys
  await replace(place, { ...file, keys })
}

/** Whole and on disk before it takes the place of the file before: whoever reads meanwhile reads one or the other. */
const replace = async ({ path }: KeyFilePlace, content: KeyFile): Promise<void> => {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`)
    await file.sync()
    await rename(draft, path)
  } catch (error) {
    await unlink(draft).catch(() => undefined)
    throw error
  } finally {
    await file.close()
  }
}
