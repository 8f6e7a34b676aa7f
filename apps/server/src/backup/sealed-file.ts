import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline as pipe, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import type { Keys } from '@rolecall/core/ports/keys'
import { Decrypter, Encrypter, type Identity, type Recipient, Stanza } from 'age-encryption'

/** What stands in a backup cannot be used; the message says why, in words for an operator. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused'
}

const recipientName = 'rolecall/key-file'
const context = 'backup'
const lineEnd = 10

/**
 * Writes text as a file of the age format (https://age-encryption.org/v1), compressed by zstd, its key wrapped by the key file. It is
 * there whole or not at all, and for its owner only.
 */
export const writeSealed = async (path: string, keys: Keys, text: AsyncIterable<string>): Promise<void> => {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipientOf(keys))
  const draft = `${path}.${randomBytes(6).toString('hex')}.partial`
  const compress = createZstdCompress()
  const filling = pipeline(Readable.from(text), compress)
  // Whatever ends the one ends the other, which tells of it.
  filling.catch((error) => compress.destroy(error))
  try {
    const sealed = await encrypter.encrypt(bytesOf(compress))
    await pipeline(nodeStream(sealed), createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
    await filling
    await rename(draft, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** The lines of such a file. `heard`: how many bytes of it were read. @throws BackupRefused, at the latest at the end */
export async function* readSealed(
  path: string,
  keys: Keys,
  heard: (bytes: number) => void = () => undefined,
): AsyncGenerator<string> {
  const file = createReadStream(path)
  const decrypter = new Decrypter()
  decrypter.addIdentity(identityOf(keys))
  try {
    const opened = await decrypter.decrypt(bytesOf(counted(file, heard))).catch((error) => {
      throw refusalOf(path, error)
    })
    // What breaks the one breaks the other, which throws it.
    yield* linesOf(
      path,
      pipe(nodeStream(opened), createZstdDecompress(), () => undefined),
    )
  } finally {
    file.destroy()
  }
}

const recipientOf = (keys: Keys): Recipient => ({
  wrapFileKey: async (fileKey) => {
    const { keyId, wrapped } = await keys.wrap(Buffer.from(fileKey), context)
    return [new Stanza([recipientName, keyId], Buffer.from(wrapped, 'base64url'))]
  },
})

const identityOf = (keys: Keys): Identity => ({
  unwrapFileKey: async (stanzas) => {
    const stanza = stanzas.find(({ args }) => args[0] === recipientName)
    const keyId = stanza?.args[1]
    if (stanza === undefined || keyId === undefined) return null
    try {
      return new Uint8Array(await keys.unwrap(Buffer.from(stanza.body).toString('base64url'), keyId, context))
    } catch (error) {
      if (error instanceof Error && (error.name === 'KeyRefused' || error.name === 'KeyUnknown')) return null
      throw error
    }
  },
})

const refusalOf = (path: string, error: unknown): Error => {
  if (!(error instanceof Error)) return new BackupRefused(`${path} cannot be read`)
  if ('code' in error) return error
  if (/no identity matched/.test(error.message))
    return new BackupRefused(`${path} was not sealed with this key file: set KEY_FILE to the one of its time`)
  return new BackupRefused(`${path} is no backup, or its beginning is damaged`)
}

const damaged = (path: string, cause: unknown): BackupRefused =>
  new BackupRefused(`${path} is damaged or cut off: take another backup`, { cause })

/** A piece is let through only once it is authenticated; the last one says that it is the last. */
async function* linesOf(path: string, text: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer[] = []
  try {
    for await (const chunk of text) {
      let from = 0
      for (let end = chunk.indexOf(lineEnd); end !== -1; end = chunk.indexOf(lineEnd, from)) {
        rest.push(chunk.subarray(from, end))
        yield Buffer.concat(rest).toString()
        rest = []
        from = end + 1
      }
      if (from < chunk.length) rest.push(Buffer.from(chunk.subarray(from)))
    }
  } catch (cause) {
    throw damaged(path, cause)
  }
  if (rest.length > 0) throw damaged(path, 'a line without an end')
}

async function* counted(file: AsyncIterable<Buffer>, heard: (bytes: number) => void): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of file) {
    bytes += chunk.length
    heard(bytes)
    yield chunk
  }
}

const bytesOf = (stream: AsyncIterable<Buffer>): ReadableStream<Uint8Array> => {
  const items = stream[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await items.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => void (await items.return?.()),
  })
}

const nodeStream = (stream: ReadableStream<Uint8Array>): Readable => Readable.from(stream)

/** The new name, too, must outlast a power cut. */
const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
