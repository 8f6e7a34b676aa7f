import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writevSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes a file that appears only when it is whole, and its folder where there is none. */
export function writeWhole(path: string, parts: readonly Uint8Array[]): void {
  mkdirSync(dirname(path), { recursive: true })
  const unfinished = `${path}.${process.pid}`
  const file = openSync(unfinished, 'w')
  try {
    for (const part of parts) writeAll(file, part)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(unfinished, path)
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writevSync(file, [bytes.subarray(at)])
}
