import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { KeyFileRefused } from './key-file-refused.ts'

/** What stands in a key file, and `version`: of exactly that. */
export type StoredKeyFile = { readonly text: string; readonly version: string }

/** Where a key file stands. Whoever reads sees it whole or not at all. */
export interface KeyStorage {
  read(): Promise<StoredKeyFile | undefined>
  /** Of many that create at once one wins; the others change nothing. */
  create(text: string): Promise<void>
  /** @throws KeyFileRefused where it is not this version any more and the storage can tell. */
  replace(text: string, version: string): Promise<void>
}

/** A file of this machine, for its owner alone. */
export const inFile = (path: string): KeyStorage => ({
  read: async () => {
    const found = await stat(path).catch(undefinedIfAbsent)
    if (found === undefined) return undefined
    if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
      throw new KeyFileRefused(`${path} is open to others than its owner: run chmod 600 ${path}`)
    return { text: await readFile(path, 'utf8'), version: '' }
  },
  create: async (text) => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await whole(path, text, async (draft) => {
      await link(draft, path).catch(ignoreExisting)
      await unlink(draft)
    })
  },
  replace: (text) => whole(path, text, (draft) => rename(draft, path)),
})

/** Whole and on disk before it takes its place. */
const whole = async (path: string, text: string, place: (draft: string) => Promise<void>): Promise<void> => {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
    await place(draft)
  } catch (error) {
    await unlink(draft).catch(() => undefined)
    throw error
  } finally {
    await file.close()
  }
}

const undefinedIfAbsent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error
}

const ignoreExisting = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error
}
