import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Keys } from '@rolecall/core/ports/keys'
import { KeyFileRefused } from './key-file-refused.ts'
import { inFile, type KeyStorage } from './key-storage.ts'
import { type Protection, unprotected } from './protection.ts'
import { type KeyRing, keysOf } from './wrapping.ts'

/**
 * Opens the operator's key file, and makes one with random keys (mode 0600) where there is none. Who loses it loses
 * every sealed field, so it belongs in a safe of its own, never next to the database or its backups.
 *
 * The file is JSON: `{"format":1,"current":"k1","keys":{"k1":"<a key>"},"blind":"<a key>"}`, a key being base64url of its 32
 * bytes, or of their ciphertext by the KMS key that `"kms"` names.
 * Several keys may stand in it: `current` wraps, each unwraps. `blind` never changes: the indexes are made with it.
 * @throws KeyFileRefused where others than the owner may read it, or it does not hold what it should.
 */
export const openKeyFileAt = async (place: KeyFilePlace): Promise<Keys> => {
  await createIfAbsent(place)
  return readAgain(place, await readRing(place))
}

/** The same for a file of this machine. */
export const openKeyFile = (path: string, protection: Protection = unprotected): Promise<Keys> =>
  openKeyFileAt({ path, protection, storage: inFile(path) })

/** Where a key file stands, how its keys stand in it, and `path`: how it is called. */
export type KeyFilePlace = { readonly path: string; readonly protection: Protection; readonly storage: KeyStorage }

/** The keys of the ring; one with an id that is not in it may have come into the file since: it is read once more. */
const readAgain = (place: KeyFilePlace, ring: KeyRing): Keys => {
  let keys = keysOf(ring)
  return {
    get current() {
      return keys.current
    },
    wrap: (dataKey, context) => keys.wrap(dataKey, context),
    unwrap: async (wrapped, keyId, context) => {
      if (!ring.wrapping.has(keyId)) {
        ring = await readRing(place)
        keys = keysOf(ring)
      }
      return keys.unwrap(wrapped, keyId, context)
    },
    blindKey: (name) => keys.blindKey(name),
  }
}

const createIfAbsent = async ({ protection, storage }: KeyFilePlace): Promise<void> => {
  if ((await storage.read()) !== undefined) return
  const [k1, blind] = await Promise.all(['k1', 'blind'].map((name) => protection.make(name)))
  const kms = protection.kms === undefined ? {} : { kms: protection.kms }
  await storage.create(textOf({ format: 1, ...kms, current: 'k1', keys: { k1: k1 ?? '' }, blind: blind ?? '' }))
}

export const textOf = (file: KeyFile): string => `${JSON.stringify(file, null, 2)}\n`

/** A key file as it stands. Keys are not opened yet. */
export type KeyFile = {
  readonly format: 1
  readonly kms?: string
  readonly current: string
  readonly keys: Readonly<Record<string, string>>
  readonly blind: string
}

export const readKeyFile = async (place: KeyFilePlace): Promise<KeyFile> => (await readVersion(place)).file

/** With the version of exactly what was read. */
export const readVersion = async (
  place: KeyFilePlace,
): Promise<{ readonly file: KeyFile; readonly version: string }> => {
  const stored = await place.storage.read()
  if (stored === undefined) throw new KeyFileRefused(`${place.path} is not there`)
  return { file: parse(place, stored.text), version: stored.version }
}

const parse = ({ path, protection }: KeyFilePlace, stored: string): KeyFile => {
  const file = record(path, parseJson(path, stored))
  if (file.format !== 1) throw new KeyFileRefused(`${path}: "format" must be 1`)
  if (file.kms !== protection.kms) throw new KeyFileRefused(otherProtection(path, file.kms))
  const keys = Object.entries(record(path, file.keys)).map(([id, value]) => [id, text(path, `keys.${id}`, value)])
  const blind = text(path, 'blind', file.blind)
  if (typeof file.current !== 'string' || !keys.some(([id]) => id === file.current)) {
    throw new KeyFileRefused(`${path}: "current" must name one of "keys"`)
  }
  const kms = protection.kms === undefined ? {} : { kms: protection.kms }
  return { format: 1, ...kms, current: file.current, keys: Object.fromEntries(keys), blind }
}

const otherProtection = (path: string, kms: unknown): string =>
  typeof kms === 'string'
    ? `${path} is sealed by the KMS key ${kms}: set KMS_KEY_ID to it`
    : `${path} is not sealed by KMS: leave KMS_KEY_ID out, or set KEY_FILE to a file that is`

/** The same keys at another place, kept there as its protection does. @throws KeyFileRefused where something stands there. */
export const copyKeyFile = async (from: KeyFilePlace, to: KeyFilePlace): Promise<void> => {
  if ((await to.storage.read()) !== undefined) throw new KeyFileRefused(`${to.path} is there already`)
  const { current, keys, blind } = await readKeyFile(from)
  const again = async (name: string, field: string, stored: string) =>
    to.protection.keep(name, await opened(from, [name, field], stored))
  const kept = Object.entries(keys).map(async ([id, stored]) => [id, await again(id, `keys.${id}`, stored)] as const)
  const kms = to.protection.kms === undefined ? {} : { kms: to.protection.kms }
  const copy: KeyFile = {
    format: 1,
    ...kms,
    current,
    keys: Object.fromEntries(await Promise.all(kept)),
    blind: await again('blind', 'blind', blind),
  }
  await to.storage.create(textOf(copy))
  const { text: found } = (await to.storage.read()) ?? { text: '' }
  if (found !== textOf(copy)) throw new KeyFileRefused(`${to.path} was made by somebody else meanwhile`)
}

const readRing = async (place: KeyFilePlace): Promise<KeyRing> => {
  const { current, keys, blind } = await readKeyFile(place)
  const wrapping = new Map<string, KeyObject>()
  for (const [id, stored] of Object.entries(keys))
    wrapping.set(id, createSecretKey(await opened(place, [id, `keys.${id}`], stored)))
  return { current, wrapping, blindSecret: await opened(place, ['blind', 'blind'], blind) }
}

const opened = async (
  { path, protection }: KeyFilePlace,
  [name, field]: [string, string],
  stored: string,
): Promise<Buffer> => {
  const bytes = await protection.open(name, stored)
  if (bytes === undefined) throw refusedKey(path, field)
  return bytes
}

const parseJson = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message quotes the text, which is secret.
    throw new KeyFileRefused(`${path} is not JSON`)
  }
}

const record = (path: string, value: unknown): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) throw new KeyFileRefused(`${path} is not a key file`)
  return { ...value }
}

const text = (path: string, field: string, value: unknown): string => {
  if (typeof value !== 'string') throw refusedKey(path, field)
  return value
}

const refusedKey = (path: string, field: string): KeyFileRefused =>
  new KeyFileRefused(`${path}: "${field}" must be a key of 32 bytes, base64url`)
