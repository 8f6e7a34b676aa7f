import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
const neededBytes = 3 * 2 ** 30

/**
 * A folder that is removed with it: in FAULTS_FOLDER, else in memory where there is enough, since what is killed here loses
 * nothing that was handed to the operating system, so that a disk would only make it slower.
 */
export const makeFolder = (name: string): Disposable & { readonly path: string } => {
  const where = process.env.FAULTS_FOLDER ?? (freeBytes(memory) > neededBytes ? memory : tmpdir())
  const path = mkdtempSync(join(where, `rolecall-${name}-`))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** Where there is no such folder, none. */
export const freeBytes = (folder: string): number => {
  if (!existsSync(folder)) return 0
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
