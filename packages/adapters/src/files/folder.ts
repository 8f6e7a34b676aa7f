import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { Files } from '@rolecall/core/ports/files'
import { checkKey } from './key.ts'

/**
 * Files in a folder of this machine, made when the first is put. A file is there whole or not at all: it is written
 * beside its place, flushed to disk and renamed. Folders and files are for their owner only.
 */
export const openFolder = (path: string): Files => {
  const place = (key: string): string => {
    checkKey(key)
    return join(path, key)
  }
  return {
    put: async (key, bytes) => {
      const target = place(key)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await writeWhole(target, bytes)
    },
    get: async (key) => readFile(place(key)).catch(undefinedIfAbsent),
    delete: async (key) => rm(place(key), { force: true }),
    async *keys() {
      const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(undefinedIfAbsent)
      for (const entry of entries ?? [])
        if (entry.isFile() && !entry.name.startsWith('.'))
          yield relative(path, join(entry.parentPath, entry.name)).replaceAll('\\', '/')
    },
  }
}

/** The draft's name begins with a dot, which no key may: it is never read, also when a crash leaves it behind. */
const writeWhole = async (target: string, bytes: Uint8Array): Promise<void> => {
  const draft = join(dirname(target), `.${randomBytes(8).toString('hex')}`)
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, target)
    await syncFolder(dirname(target))
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** The new name, too, must outlast a power cut. */
const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const undefinedIfAbsent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR' && error.code !== 'EISDIR') throw error
}
