import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Catalogue } from './phrase.ts'

/** The folder of the catalogues that come with Rolecall. */
export const catalogueFolder = join(import.meta.dirname, 'catalogues')

/**
 * Reads every `<language tag>.json` of a folder; a language is one file. The keys of the result are the tags, sorted.
 * Throws when a file is not a flat object of strings.
 */
export const loadCatalogues = async (folder = catalogueFolder): Promise<Record<string, Catalogue>> => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  const loaded = await Promise.all(files.map((name) => readCatalogue(join(folder, name))))
  return Object.fromEntries(files.map((name, at) => [name.slice(0, -'.json'.length), loaded[at] ?? {}]))
}

const readCatalogue = async (path: string): Promise<Catalogue> => {
  const parsed: unknown = JSON.parse(await readFile(path, 'utf8'))
  if (typeof parsed !== 'object' || parsed === null) throw new Error(`${path} holds no object`)
  const catalogue: Record<string, string> = {}
  for (const [key, message] of Object.entries(parsed)) {
    if (typeof message !== 'string') throw new Error(`${path}: ${key} is no text`)
    catalogue[key] = message
  }
  return catalogue
}
