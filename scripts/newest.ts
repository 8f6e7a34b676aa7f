import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The time, in epoch milliseconds, of the newest file below the folders; 0 where there is none. Built folders do not count. */
export const newest = (folders: readonly string[]): number => Math.max(0, ...folders.map(newestBelow))

const leftOut = new Set(['node_modules', 'dist'])

const newestBelow = (folder: string): number => {
  let found = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (leftOut.has(entry.name)) continue
    const path = join(folder, entry.name)
    found = Math.max(found, entry.isDirectory() ? newestBelow(path) : statSync(path).mtimeMs)
  }
  return found
}
