import { collections } from '@rolecall/core/model/collections'
import type { Keys } from '@rolecall/core/ports/keys'
import { isCollectionName } from '@rolecall/store/shapes'
import { Checksum } from '@rolecall/store/transfer/carried'
import { type BackupRecord, type End, type Head, recordOf } from './records.ts'
import { BackupRefused, readSealed } from './sealed-file.ts'

type Heard = (bytes: number) => void
type Content = Exclude<BackupRecord, { kind: 'head' | 'end' }>

/** How a backup begins, read without the rest. */
export const readHead = async (path: string, keys: Keys): Promise<Head> => {
  for await (const line of readSealed(path, keys)) return headOf(path, line)
  throw new BackupRefused(`${path} is empty`)
}

/**
 * What stands in a backup, checked while it is read: the counts and checksums at its end are those of what came before, and it does
 * have that end. Whoever may write nothing of a damaged one reads it twice.
 * @throws BackupRefused
 */
export async function* readBackup(path: string, keys: Keys, heard?: Heard): AsyncGenerator<Content> {
  const found = { sums: new Map<string, Checksum>(), lanes: 0, owners: 0, files: 0 }
  let [head, end]: [Head | undefined, End | undefined] = [undefined, undefined]
  for await (const line of readSealed(path, keys, heard)) {
    if (head === undefined) {
      head = headOf(path, line)
      continue
    }
    const record = recordOf(line)
    if (record === undefined || record.kind === 'head' || end !== undefined)
      throw new BackupRefused(`${path} holds what this release does not know: restore it with a newer one`)
    if (record.kind === 'end') end = record.end
    else {
      count(found, record)
      yield record
    }
  }
  if (end === undefined) throw new BackupRefused(`${path} is damaged or cut off: take another backup`)
  checkEnd(path, found, end)
}

const headOf = (path: string, line: string): Head => {
  const record = recordOf(line)
  if (record?.kind !== 'head') throw new BackupRefused(`${path} is no backup of this release or one before`)
  for (const [name, version] of Object.entries(record.head.versions))
    if (!isCollectionName(name) || version > collections[name].version)
      throw new BackupRefused(`${path} was made by a newer release: restore it with that one`)
  return record.head
}

type Found = { readonly sums: Map<string, Checksum>; lanes: number; owners: number; files: number }

const count = (found: Found, record: Content): void => {
  if (record.kind === 'document') {
    const sum = found.sums.get(record.collection) ?? new Checksum()
    found.sums.set(record.collection, sum)
    sum.add(record.document)
  } else if (record.kind === 'lane') found.lanes += 1
  else if (record.kind === 'owner') found.owners += 1
  else if (record.isLast) found.files += 1
}

const checkEnd = (path: string, { sums, ...found }: Found, end: End): void => {
  const isWhole =
    found.lanes === end.lanes &&
    found.owners === end.owners &&
    found.files === end.files &&
    end.sums.every(({ collection, count, checksum }) => {
      const sum = sums.get(collection) ?? new Checksum()
      return sum.count === count && sum.hex === checksum
    })
  if (!isWhole) throw new BackupRefused(`${path} does not hold what its manifest says: take another backup`)
}
