import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Zippable, zipSync } from 'fflate'
import { parseDocument } from 'yaml'
import { contextFiles } from '../image/context.ts'
import { operatorConfig } from './operator-file.ts'

export type BundleOptions = {
  /** The repository. */
  readonly folder: string
  /** The text of an operator's file; without it, settings are made in the console. */
  readonly operator?: string
  /** A finished image that instances pull; without it, each builds the Dockerfile. */
  readonly image?: string
}

/** Elastic Beanstalk's own limit. */
const largest = 500 * 1024 * 1024

/** A source bundle for Elastic Beanstalk's Docker platform: the same bytes from the same files. */
export const makeBundle = ({ folder, operator, image }: BundleOptions): Uint8Array => {
  const own = filesBelow(join(folder, 'infra/beanstalk'))
  const entries = new Map<string, Entry>()
  for (const path of own.filter((path) => isOfBundle(path)))
    entries.set(path, entryOf(join(folder, 'infra/beanstalk', path)))
  if (image === undefined)
    for (const path of ['.dockerignore', 'Dockerfile', ...contextFiles(folder)])
      entries.set(path, entryOf(join(folder, path)))
  else entries.set('docker-compose.yml', { bytes: withImage(entries.get('docker-compose.yml'), image), mode: 0o644 })
  if (operator !== undefined)
    entries.set('.ebextensions/90-operator.config', { bytes: Buffer.from(operatorConfig(operator)), mode: 0o644 })
  const bundle = zipSync(zippable(entries), { level: 9 })
  if (bundle.length > largest)
    throw new Error(`the bundle has ${bundle.length} bytes, more than Elastic Beanstalk takes`)
  return bundle
}

type Entry = { readonly bytes: Uint8Array; readonly mode: number }

const isOfBundle = (path: string): boolean => /^(docker-compose\.yml|\.ebextensions\/|\.platform\/)/.test(path)

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))

/** Hooks may be run; all else is read. Whoever made the checkout decides nothing more. */
const entryOf = (path: string): Entry => ({
  bytes: readFileSync(path),
  mode: (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755,
})

/** Regular files of Unix, all of the first moment that a ZIP knows, in the order of their names. */
const zippable = (entries: ReadonlyMap<string, Entry>): Zippable =>
  Object.fromEntries(
    [...entries]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, { bytes, mode }]) => [
        path,
        [bytes, { os: 3, attrs: ((0o100000 | mode) << 16) >>> 0, mtime: first() }],
      ]),
  )
const first = () => new Date(1980, 0, 1)

const withImage = (compose: Entry | undefined, image: string): Uint8Array => {
  const document = parseDocument(Buffer.from(compose?.bytes ?? []).toString())
  document.deleteIn(['x-rolecall', 'build'])
  document.setIn(['x-rolecall', 'image'], image)
  return Buffer.from(document.toString())
}
