import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Keys } from '@rolecall/core/ports/keys'
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
export const openKeyFile = async (path: string, protection: Protection = unprotected): Promise<Keys> => {
  await createIfAbsent(path, protection)
  return readAgain({ path, protection }, await readRing({ path, protection }))
}

export class KeyFileRefused extends Error {
  override readonly name = 'KeyFileRefused'
}

type Place = { readonly path: string; readonly protection: Protection }

/** The keys of the ring; one with an id that is not in it may have come into the file since: it is read once more. */
const readAgain = (place: Place, ring: KeyRing): Keys => {
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

/** Linked into place once it is whole and on disk, so that of two processes that start at once one wins and both agree. */
const createIfAbsent = async (path: string, protection: Protection): Promise<void> => {
  if (await exists(path)) return
  const [k1, blind] = await Promise.all(['k1', 'blind'].map((name) => protection.make(name)))
  const kms = protection.kms === undefined ? {} : { kms: protection.kms }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify({ format: 1, ...kms, current: 'k1', keys: { k1 }, blind }, null, 2)}\n`)
    await file.sync()
    await link(draft, path).catch(ignoreExisting)
  } finally {
    await file.close()
    await unlink(draft)
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )

const ignoreExisting = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error
}

/** A key file as it stands. Keys are not opened yet. */
export type KeyFile = {
  readonly format: 1
  readonly kms?: string
  readonly current: string
  readonly keys: Readonly<Record<string, string>>
  readonly blind: string
}

export const readKeyFile = async ({ path, protection }: Place): Promise<KeyFile> => {
  const { mode } = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new KeyFileRefused(`${path} is open to others than its owner: run chmod 600 ${path}`)
  }
  const file = record(path, parseJson(path, await readFile(path, 'utf8')))
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

const readRing = async (place: Place): Promise<KeyRing> => {
  const { current, keys, blind } = await readKeyFile(place)
  const wrapping = new Map<string, KeyObject>()
  for (const [id, stored] of Object.entries(keys))
    wrapping.set(id, createSecretKey(await opened(place, [id, `keys.${id}`], stored)))
  return { current, wrapping, blindSecret: await opened(place, ['blind', 'blind'], blind) }
}

const opened = async (
  { path, protection }: Place,
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
