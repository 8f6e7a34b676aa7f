import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Keys } from '@rolecall/core/ports/keys'
import { type KeyRing, keysOf } from './wrapping.ts'

/**
 * Opens the operator's key file, and makes one with random keys (mode 0600) where there is none. Who loses it loses
 * every sealed field, so it belongs in a safe of its own, never next to the database or its backups.
 *
 * The file is JSON: `{"format":1,"current":"k1","keys":{"k1":"<base64url of 32 bytes>"},"blind":"<the same>"}`.
 * Several keys may stand in it: `current` wraps, each unwraps. `blind` never changes: the indexes are made with it.
 * @throws KeyFileRefused where others than the owner may read it, or it does not hold what it should.
 */
export const openKeyFile = async (path: string): Promise<Keys> => {
  await createIfAbsent(path)
  return readAgain(path, await readRing(path))
}

/** The keys of the ring; one with an id that is not in it may have come into the file since: it is read once more. */
const readAgain = (path: string, ring: KeyRing): Keys => {
  let keys = keysOf(ring)
  return {
    get current() {
      return keys.current
    },
    wrap: (dataKey, context) => keys.wrap(dataKey, context),
    unwrap: async (wrapped, keyId, context) => {
      if (!ring.wrapping.has(keyId)) {
        ring = await readRing(path)
        keys = keysOf(ring)
      }
      return keys.unwrap(wrapped, keyId, context)
    },
    blindKey: (name) => keys.blindKey(name),
  }
}

const readRing = async (path: string): Promise<KeyRing> => parse(path, await readText(path))

/** A key file as it stands, checked. */
export const readKeyFile = async (
  path: string,
): Promise<{ readonly current: string; readonly keys: Readonly<Record<string, string>> }> => {
  const text = await readText(path)
  const { current } = parse(path, text)
  const file: Record<string, unknown> & { readonly keys: Readonly<Record<string, string>> } = JSON.parse(text)
  return { ...file, current }
}

const readText = async (path: string): Promise<string> => {
  const { mode } = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new KeyFileRefused(`${path} is open to others than its owner: run chmod 600 ${path}`)
  }
  return readFile(path, 'utf8')
}

export class KeyFileRefused extends Error {
  override readonly name = 'KeyFileRefused'
}

export const keyBytes = 32

/** Linked into place once it is whole and on disk, so that of two processes that start at once one wins and both agree. */
const createIfAbsent = async (path: string): Promise<void> => {
  if (await exists(path)) return
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    const [k1, blind] = [randomBytes(keyBytes), randomBytes(keyBytes)].map((key) => key.toString('base64url'))
    await file.writeFile(`${JSON.stringify({ format: 1, current: 'k1', keys: { k1 }, blind }, null, 2)}\n`)
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

const parse = (path: string, text: string): KeyRing => {
  const file = record(path, parseJson(path, text))
  if (file.format !== 1) throw new KeyFileRefused(`${path}: "format" must be 1`)
  const entries = Object.entries(record(path, file.keys))
  const wrapping = new Map(entries.map(([id, value]) => [id, key(path, `keys.${id}`, value)]))
  if (typeof file.current !== 'string' || !wrapping.has(file.current)) {
    throw new KeyFileRefused(`${path}: "current" must name one of "keys"`)
  }
  return { current: file.current, wrapping, blindSecret: key(path, 'blind', file.blind) }
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

const key = (path: string, name: string, value: unknown): Buffer => {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'base64url') : undefined
  if (bytes?.length !== keyBytes) throw new KeyFileRefused(`${path}: "${name}" must be base64url of ${keyBytes} bytes`)
  return bytes
}
