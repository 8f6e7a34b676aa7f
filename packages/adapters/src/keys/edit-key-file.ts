import { type KeyFilePlace, readKeyFile, readVersion, textOf } from './key-file.ts'
import { KeyFileRefused } from './key-file-refused.ts'

/** The ids of the keys in a key file, and which of them wraps now. */
export type KeyIds = { readonly current: string; readonly ids: readonly string[] }

export const listKeys = async (place: KeyFilePlace): Promise<KeyIds> => {
  const { current, keys } = await readKeyFile(place)
  return { current, ids: Object.keys(keys) }
}

/** Adds a random key that does not wrap yet, so that the file can first be carried to each machine. Its id. */
export const addKey = async (place: KeyFilePlace): Promise<string> => {
  const { file, version } = await readVersion(place)
  const id = `k${1 + Math.max(...Object.keys(file.keys).map((each) => Number(each.replace(/\D/g, '')) || 0))}`
  await place.storage.replace(
    textOf({ ...file, keys: { ...file.keys, [id]: await place.protection.make(id) } }),
    version,
  )
  return id
}

/** Lets the key with this id wrap from now on. */
export const makeCurrent = async (place: KeyFilePlace, id: string): Promise<void> => {
  const { file, version } = await readVersion(place)
  if (!(id in file.keys)) throw new KeyFileRefused(`${place.path} holds no key ${id}`)
  await place.storage.replace(textOf({ ...file, current: id }), version)
}

/** Takes a key out for good: what it wraps can never be opened again. The caller has made sure that it wraps nothing. */
export const removeKey = async (place: KeyFilePlace, id: string): Promise<void> => {
  const { file, version } = await readVersion(place)
  if (id === file.current) throw new KeyFileRefused(`${id} is the key that wraps now`)
  const { [id]: _removed, ...keys } = file.keys
  await place.storage.replace(textOf({ ...file, keys }), version)
}
