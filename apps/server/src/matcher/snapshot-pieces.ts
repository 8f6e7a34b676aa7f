import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Files, FilesUnavailable } from '@rolecall/core/ports/files'
import { readAt } from './snapshot-file.ts'

/** A snapshot of a million people has about ten of them. All but the last have this length, which is part of a snapshot's form. */
const pieceBytes = 16 << 20
/** Files that give less than a piece in this time are slower than the store. */
const pieceTimeoutMs = 10_000
const broughtAtOnce = 4

/** Where they stand among the operator's files. What rights and lifecycles of buckets name is this. */
export const piecesFolder = 'index/'

/** One file in pieces: `index/<key>/0` and on. */
export type Pieces = { readonly key: string; readonly pieces: number }

export const piecesFor = (bytes: number): Pieces => ({
  key: randomBytes(12).toString('hex'),
  pieces: Math.ceil(bytes / pieceBytes),
})

/** Puts a file there. `going`: asked after each piece whether to go on. False where it was not. @throws FilesUnavailable, AbortError */
export const putPieces = async (
  files: Files,
  { key, pieces }: Pieces,
  from: { readonly file: FileHandle; readonly signal: AbortSignal; readonly going: () => Promise<boolean> },
): Promise<boolean> => {
  const { size } = await from.file.stat()
  for (let piece = 0; piece < pieces; piece += 1) {
    const at = piece * pieceBytes
    const bytes = await readAt(from.file, at, Math.min(pieceBytes, size - at))
    await unlessAborted(files.put(nameOf(key, piece), bytes), from.signal)
    if (!(await from.going())) return false
  }
  return true
}

/** Brings a file to a path, where it appears only when it is whole. False where a piece of it is gone. @throws FilesUnavailable */
export const bringPieces = async (files: Files, pieces: Pieces, path: string): Promise<boolean> => {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  await mkdir(dirname(path), { recursive: true })
  try {
    const isWhole = await fill(draft, files, pieces)
    if (isWhole) await rename(draft, path)
    return isWhole
  } finally {
    await rm(draft, { force: true })
  }
}

export const removePieces = async (files: Files, { key, pieces }: Pieces): Promise<void> => {
  for (let piece = 0; piece < pieces; piece += 1) await files.delete(nameOf(key, piece))
}

/** @throws FilesUnavailable where files do not answer in the time of a piece; what was asked goes on, unheard. */
export const inTime = async <T>(work: Promise<T>): Promise<T> => {
  const signal = AbortSignal.timeout(pieceTimeoutMs)
  try {
    return await unlessAborted(work, signal)
  } catch (cause) {
    throw signal.aborted && cause === signal.reason ? new FilesUnavailable('they take too long', { cause }) : cause
  }
}

const fill = async (draft: string, files: Files, { key, pieces }: Pieces): Promise<boolean> => {
  await using file = await open(draft, 'wx', 0o600)
  let next = 0
  let isWhole = true
  const bringSome = async () => {
    while (isWhole && next < pieces) {
      const piece = next
      next += 1
      const bytes = await inTime(files.get(nameOf(key, piece)))
      if (bytes === undefined) isWhole = false
      else await file.write(bytes, 0, bytes.length, piece * pieceBytes)
    }
  }
  await Promise.all(Array.from({ length: broughtAtOnce }, bringSome))
  return isWhole
}

const nameOf = (key: string, piece: number): string => `${piecesFolder}${key}/${piece}`

const unlessAborted = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  const aborted = Promise.withResolvers<never>()
  const stop = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
