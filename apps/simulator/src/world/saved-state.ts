import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Media, Phone, Template } from './types.ts'

const Saved = z.object({
  version: z.literal(1),
  phones: z.array(z.custom<Phone>((value) => typeof value === 'object' && value !== null && 'messages' in value)),
  templates: z.array(z.custom<Template>((value) => typeof value === 'object' && value !== null && 'name' in value)),
  media: z.array(z.custom<Media>((value) => typeof value === 'object' && value !== null && 'kind' in value)),
})

/** What an earlier run left; nothing where there is no file, or one that cannot be read: it holds play only. */
export const readSaved = (path: string | undefined): Omit<z.infer<typeof Saved>, 'version'> => {
  const nothing = { phones: [], templates: [], media: [] }
  if (path === undefined || !existsSync(path)) return nothing
  try {
    return Saved.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return nothing
  }
}

/** What is kept. */
interface Kept {
  readonly phones: ReadonlyMap<string, Phone>
  readonly templates: ReadonlyMap<string, Template>
  readonly media: ReadonlyMap<string, Media>
}

/** Writes beside and renames, so that a killed process leaves the last whole state. */
export const writeSaved = (path: string | undefined, world: Kept): void => {
  if (path === undefined) return
  mkdirSync(dirname(path), { recursive: true })
  const state = {
    version: 1,
    phones: [...world.phones.values()],
    templates: [...world.templates.values()],
    media: [...world.media.values()],
  }
  writeFileSync(`${path}.new`, JSON.stringify(state))
  renameSync(`${path}.new`, path)
}
