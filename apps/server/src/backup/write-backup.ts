import { randomUUID } from 'node:crypto'
import { type CollectionName, collections } from '@rolecall/core/model/collections'
import type { Files } from '@rolecall/core/ports/files'
import type { Keys } from '@rolecall/core/ports/keys'
import { collectionNames } from '@rolecall/store/shapes'
import { type Carried, Checksum, type Source } from '@rolecall/store/transfer/carried'
import { type End, type Head, lineOf } from './records.ts'
import { writeSealed } from './sealed-file.ts'

export type BackupDeps = {
  /** A snapshot. */
  readonly source: Source
  readonly keys: Keys
  /** Absent where files are kept by their own store. */
  readonly files?: Files
  /** Epoch ms: when the snapshot was taken. */
  readonly at: number
}

const keysIn: CollectionName = 'dataKeys'
const bytesPerPiece = 256 * 1024

/** Everything but the data keys, whose ids alone are told. `tell`: how many documents were written. */
export const writeEverything = async (deps: BackupDeps, path: string, tell: (done: number) => void): Promise<End> => {
  const counts = { lanes: 0, owners: 0, files: 0 }
  const sums: End['sums'] = []
  let done = 0
  async function* text(): AsyncGenerator<string> {
    yield headLine(deps.at, 'everything')
    for (const name of collectionNames()) {
      if (name === keysIn) continue
      const sum = new Checksum()
      for await (const documents of deps.source.documents(name)) {
        yield documents.map((document) => documentLine(name, document, sum)).join('')
        if (name === 'media') yield* fileLines(deps, documents, counts)
        done += documents.length
        tell(done)
      }
      sums.push({ collection: name, count: sum.count, checksum: sum.hex })
    }
    for await (const keys of deps.source.documents(keysIn)) {
      yield keys.map(ownerLine).join('')
      counts.owners += keys.length
    }
    const lanes = await deps.source.lanes()
    counts.lanes = lanes.length
    yield lanes.map((lane) => lineOf({ kind: 'lane', lane })).join('')
    yield lineOf({ kind: 'end', end: { sums, ...counts } })
  }
  await writeSealed(path, deps.keys, withoutEmpty(text()))
  return { sums, ...counts }
}

/** The data keys alone: whoever is missing among them was erased. */
export const writeKeys = async (deps: BackupDeps, path: string): Promise<number> => {
  const sum = new Checksum()
  async function* text(): AsyncGenerator<string> {
    yield headLine(deps.at, 'keys')
    for await (const documents of deps.source.documents(keysIn))
      yield documents.map((document) => documentLine(keysIn, document, sum)).join('')
    const sums = [{ collection: keysIn, count: sum.count, checksum: sum.hex }]
    yield lineOf({ kind: 'end', end: { sums, lanes: 0, owners: 0, files: 0 } })
  }
  await writeSealed(path, deps.keys, withoutEmpty(text()))
  return sum.count
}

const headLine = (at: number, holds: Head['holds']): string => {
  const versions = Object.fromEntries(collectionNames().map((name) => [name, collections[name].version]))
  return lineOf({ kind: 'head', head: { format: 1, holds, id: randomUUID(), at, versions } })
}

const documentLine = (collection: CollectionName, document: Carried, sum: Checksum): string => {
  sum.add(document)
  return lineOf({ kind: 'document', collection, document })
}

const ownerLine = ({ id, body }: Carried): string =>
  lineOf({ kind: 'owner', id, createdAt: Number(JSON.parse(body).createdAt) })

/** One that was deleted since the snapshot is left out. */
async function* fileLines(
  { files }: BackupDeps,
  media: readonly Carried[],
  counts: { files: number },
): AsyncGenerator<string> {
  for (const { body } of media) {
    const { fileKey } = JSON.parse(body)
    const bytes = typeof fileKey === 'string' ? await files?.get(fileKey) : undefined
    if (bytes === undefined) continue
    counts.files += 1
    for (let from = 0; from === 0 || from < bytes.length; from += bytesPerPiece) {
      const piece = Buffer.from(bytes.subarray(from, from + bytesPerPiece))
      yield lineOf({ kind: 'file', key: fileKey, bytes: piece, isLast: from + bytesPerPiece >= bytes.length })
    }
  }
}

/** A stream of text takes no empty piece. */
async function* withoutEmpty(text: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of text) if (piece !== '') yield piece
}
