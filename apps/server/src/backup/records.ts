import type { CollectionName } from '@rolecall/core/model/collections'
import { isCollectionName } from '@rolecall/store/shapes'
import type { Carried, CarriedLane } from '@rolecall/store/transfer/carried'
import { z } from 'zod'

/** How a backup begins. `id`: random. `at`: when its snapshot was taken, epoch ms. */
export type Head = z.infer<typeof Head>
const Head = z.object({
  format: z.literal(1),
  holds: z.enum(['everything', 'keys']),
  id: z.string(),
  at: z.int(),
  versions: z.record(z.string(), z.int()),
})

/** How it ends: what must have come before. */
export type End = z.infer<typeof End>
const End = z.object({
  sums: z.array(z.object({ collection: z.string(), count: z.int(), checksum: z.string() })),
  lanes: z.int(),
  owners: z.int(),
  files: z.int(),
})

/** One line of a backup. `owner`: that there was this data key, without the key. `file`: a piece of a file. */
export type BackupRecord =
  | { readonly kind: 'head'; readonly head: Head }
  | { readonly kind: 'document'; readonly collection: CollectionName; readonly document: Carried }
  | { readonly kind: 'lane'; readonly lane: CarriedLane }
  | { readonly kind: 'owner'; readonly id: string; readonly createdAt: number }
  | { readonly kind: 'file'; readonly key: string; readonly bytes: Buffer; readonly isLast: boolean }
  | { readonly kind: 'end'; readonly end: End }

export const lineOf = (record: BackupRecord): string => {
  switch (record.kind) {
    case 'document': {
      const { id, revision, version, body, sealed } = record.document
      const start = JSON.stringify([record.collection, id, revision, version]).slice(0, -1)
      const end = sealed === undefined ? '' : `,"${Buffer.from(sealed).toString('base64')}"`
      return `${start},${body}${end}]\n`
    }
    case 'file':
      return `${JSON.stringify({ ...record, bytes: record.bytes.toString('base64') })}\n`
    case 'head':
    case 'lane':
    case 'owner':
    case 'end':
      return `${JSON.stringify(record)}\n`
    default:
      return record satisfies never
  }
}

const Row = z.union([
  z.tuple([z.string(), z.string(), z.int(), z.int(), z.record(z.string(), z.unknown())]),
  z.tuple([z.string(), z.string(), z.int(), z.int(), z.record(z.string(), z.unknown()), z.string()]),
])
const Other = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('head'), head: Head }),
  z.object({ kind: z.literal('lane'), lane: z.object({ lane: z.string(), queue: z.string(), fence: z.number() }) }),
  z.object({ kind: z.literal('owner'), id: z.string(), createdAt: z.number() }),
  z.object({ kind: z.literal('file'), key: z.string(), bytes: z.string(), isLast: z.boolean() }),
  z.object({ kind: z.literal('end'), end: End }),
])

/** The parser of a line; undefined for one that this release does not know. */
export const recordOf = (line: string): BackupRecord | undefined => {
  const value: unknown = JSON.parse(line)
  if (!Array.isArray(value)) {
    const other = Other.safeParse(value).data
    return other?.kind === 'file' ? { ...other, bytes: Buffer.from(other.bytes, 'base64') } : other
  }
  const row = Row.safeParse(value).data
  if (row === undefined || !isCollectionName(row[0])) return undefined
  const [collection, id, revision, version, plain, sealed] = row
  const document = { id, revision, version, body: JSON.stringify(plain) }
  return {
    kind: 'document',
    collection,
    document: sealed === undefined ? document : { ...document, sealed: Buffer.from(sealed, 'base64') },
  }
}
