import type { StaticBucket } from '@rolecall/adapters/aws/static-bucket'
import type { BuiltAssets } from '../built.ts'
import { indexPathOf, type ReleaseIndex } from './release-index.ts'

/** Names carry a hash of what is in the file: what stands there never changes. */
const cacheControl = 'public, max-age=31536000, immutable'

const contentTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  woff2: 'font/woff2',
}

export type Pushed = { readonly pushed: number; readonly skipped: number; readonly bytes: number }

const atOnce = 8

/**
 * Puts each file of the build where it is not yet, and the index of the release last. Files of other releases stay: pages that
 * were opened before go on with them. Uncompressed: the CDN compresses for whoever takes it.
 */
export const pushAssets = async (
  { release, integrity }: BuiltAssets,
  bucket: Pick<StaticBucket, 'sizes' | 'put'>,
  read: (path: string) => Promise<Uint8Array>,
  progress: (share: number) => void,
): Promise<Pushed> => {
  const there = await bucket.sizes()
  const files: ReleaseIndex['files'][number][] = []
  const total = { pushed: 0, skipped: 0, bytes: 0 }
  const paths = Object.entries(integrity)
  const push = async ([path, hash]: [string, string]) => {
    const bytes = await read(path)
    files.push({ path, bytes: bytes.length, integrity: hash })
    if (there.get(path) === bytes.length) total.skipped += 1
    else {
      await bucket.put(path, { bytes, contentType: contentTypeOf(path), cacheControl })
      total.pushed += 1
      total.bytes += bytes.length
    }
    progress(files.length / (paths.length + 1))
  }
  for (let from = 0; from < paths.length; from += atOnce) await Promise.all(paths.slice(from, from + atOnce).map(push))
  const index: ReleaseIndex = { release, files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) }
  const indexPath = indexPathOf(release)
  await bucket.put(indexPath, {
    bytes: Buffer.from(`${JSON.stringify(index, null, 2)}\n`),
    contentType: contentTypeOf(indexPath),
    cacheControl,
  })
  progress(1)
  return total
}

/** Throws for a kind of file that nobody has said the type of yet: a browser would not take it. */
const contentTypeOf = (path: string): string => {
  const type = contentTypes[path.slice(path.lastIndexOf('.') + 1)]
  if (type === undefined) throw new TypeError(`no content type is known for ${path}`)
  return type
}
