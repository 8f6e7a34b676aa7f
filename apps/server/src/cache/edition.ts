import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'

/**
 * What pages are made of besides data. Processes of another build, other sentences, another taxonomy or another number take no
 * page of each other.
 */
export const editionOf = (files: readonly string[], parts: readonly unknown[]): string => {
  const hash = createHash('sha256').update(JSON.stringify(parts))
  for (const file of files) hash.update(existsSync(file) ? readFileSync(file) : 'none')
  return hash.digest('base64url').slice(0, 22)
}
