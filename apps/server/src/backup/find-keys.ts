import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Keys } from '@rolecall/core/ports/keys'
import { readHead } from './read-backup.ts'
import { BackupRefused } from './sealed-file.ts'

/** How the file of data keys that belongs to a backup is named. */
export const keysSuffix = '.keys'

/**
 * The files of data keys beside a backup that are not older, the newest first: that one knows most of who was erased since. One of
 * another installation may be among them.
 */
export const findKeys = async (path: string, keys: Keys): Promise<readonly string[]> => {
  const { at } = await readHead(path, keys)
  const folder = dirname(path)
  const found: { readonly path: string; readonly at: number }[] = []
  for (const name of await readdir(folder)) {
    if (!name.endsWith(keysSuffix)) continue
    const candidate = join(folder, name)
    const head = await readHead(candidate, keys).catch((error) => {
      if (error instanceof BackupRefused) return undefined
      throw error
    })
    if (head?.holds === 'keys' && head.at >= at) found.push({ path: candidate, at: head.at })
  }
  return found.toSorted((one, other) => other.at - one.at).map((file) => file.path)
}
