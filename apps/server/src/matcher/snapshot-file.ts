import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Keys } from '@rolecall/core/ports/keys'

/**
 * A file that only this installation opens. In the open stand a mark and which key wrapped the file's own; the rest is
 * AES-256-GCM under that key, which is new for each file: a head in JSON, then `parts` one after the other.
 */
export type Sealed = { readonly head: unknown; readonly parts: Iterable<Uint8Array> }

/** Another one makes every file that stands unreadable. */
export const fileForm = 1
const mark = Buffer.from(`rolecall index ${fileForm}`)
const context = 'snapshot of the match index'
const nonceBytes = 12
const tagBytes = 16
const keyLengthBytes = 4
/** Before the head: its length, in as many bytes as keep what follows at multiples of eight. */
const lengthBytes = 8
const pieceBytes = 4 << 20
/** What a process that was killed while it wrote left behind. */
const abandonedMs = 60 * 60_000

/** Writes the file piece by piece, so that others get their turn; it appears only when it is whole. */
export const writeSealed = async (path: string, keys: Keys, { head, parts }: Sealed): Promise<void> => {
  const [key, nonce] = [randomBytes(32), randomBytes(nonceBytes)]
  const outside = outsideOf(await keys.wrap(key, context))
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(outside)
  key.fill(0)
  await mkdir(dirname(path), { recursive: true })
  await clearAbandoned(path)
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    {
      await using file = await open(draft, 'wx', 0o600)
      await file.writeFile(Buffer.concat([outside, nonce]))
      for (const piece of pieces(headOf(head), parts)) await file.writeFile(cipher.update(piece))
      await file.writeFile(Buffer.concat([cipher.final(), cipher.getAuthTag()]))
      await file.sync()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** What stands in a file, its parts in one piece that begins at a multiple of eight; and its seal. @throws SnapshotRefused */
export const readSealed = async (
  path: string,
  keys: Keys,
): Promise<{ readonly head: unknown; readonly bytes: Uint8Array<ArrayBuffer>; readonly seal: string }> => {
  await using file = await open(path, 'r')
  const { size } = await file.stat()
  const outside = await readOutside(file)
  const inside = size - outside.length - nonceBytes - tagBytes
  if (inside < lengthBytes) throw new SnapshotRefused('it is cut short')
  const nonce = await readAt(file, outside.length, nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', await keyIn(outside, keys), nonce, { authTagLength: tagBytes })
  const seal = await sealOf(file)
  decipher.setAAD(outside).setAuthTag(Buffer.from(seal, 'hex'))
  const bytes = new Uint8Array(inside)
  const start = outside.length + nonceBytes
  for (let at = 0; at < inside; at += pieceBytes)
    bytes.set(decipher.update(await readAt(file, start + at, Math.min(pieceBytes, inside - at))), at)
  try {
    decipher.final()
  } catch {
    throw new SnapshotRefused('it was changed')
  }
  const length = Number(new DataView(bytes.buffer).getBigUint64(0))
  const head: unknown = JSON.parse(Buffer.from(bytes.buffer, lengthBytes, length).toString())
  return { head, bytes: bytes.subarray(lengthBytes + padded(length)), seal }
}

/** What stands at the end of a file, which fits no other, in hexadecimal digits. @throws SnapshotRefused */
export const sealOf = async (file: FileHandle): Promise<string> => {
  const { size } = await file.stat()
  if (size < tagBytes) throw new SnapshotRefused('it is cut short')
  return (await readAt(file, size - tagBytes, tagBytes)).toString('hex')
}

/** The file is none, not whole, or not of this installation. */
export class SnapshotRefused extends Error {
  override readonly name = 'SnapshotRefused'
}

const outsideOf = (wrapped: { readonly keyId: string; readonly wrapped: string }): Buffer => {
  const text = Buffer.from(JSON.stringify(wrapped))
  const length = Buffer.alloc(keyLengthBytes)
  length.writeUInt32BE(text.length)
  return Buffer.concat([mark, length, text])
}

const readOutside = async (file: FileHandle): Promise<Buffer> => {
  const begin = await readAt(file, 0, mark.length + keyLengthBytes)
  if (!begin.subarray(0, mark.length).equals(mark)) throw new SnapshotRefused('it is not a snapshot of this release')
  const length = begin.readUInt32BE(mark.length)
  if (length > 1000) throw new SnapshotRefused('it was changed')
  return Buffer.concat([begin, await readAt(file, begin.length, length)])
}

const keyIn = async (outside: Buffer, keys: Keys): Promise<Buffer> => {
  try {
    const { keyId, wrapped } = JSON.parse(outside.subarray(mark.length + keyLengthBytes).toString())
    return await keys.unwrap(String(wrapped), String(keyId), context)
  } catch {
    throw new SnapshotRefused('no key of this installation opens it')
  }
}

/** @throws SnapshotRefused */
export const readAt = async (file: FileHandle, position: number, length: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.allocUnsafe(length), position })
  if (bytesRead < length) throw new SnapshotRefused('it is cut short')
  return buffer
}

const padded = (length: number): number => Math.ceil(length / lengthBytes) * lengthBytes

const headOf = (head: unknown): Buffer => {
  const text = Buffer.from(JSON.stringify(head))
  const bytes = Buffer.alloc(lengthBytes + padded(text.length))
  bytes.writeBigUInt64BE(BigInt(text.length))
  text.copy(bytes, lengthBytes)
  return bytes
}

function* pieces(head: Uint8Array, parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  yield head
  for (const part of parts)
    for (let at = 0; at < part.length; at += pieceBytes) yield part.subarray(at, at + pieceBytes)
}

const clearAbandoned = async (path: string): Promise<void> => {
  const folder = dirname(path)
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(path)}.`)) continue
    const file = join(folder, name)
    const age =
      Date.now() -
      (await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => Date.now(),
      ))
    if (age > abandonedMs) await rm(file, { force: true })
  }
}
