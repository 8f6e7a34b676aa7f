import { createHash } from 'node:crypto'
import type { CollectionName } from '@rolecall/core/model/collections'
import type { Files } from '@rolecall/core/ports/files'
import type { Keys } from '@rolecall/core/ports/keys'
import { collectionNames } from '@rolecall/store/shapes'
import { type Carried, type CarriedLane, Checksum, type Target } from '@rolecall/store/transfer/carried'
import { openTarget } from '@rolecall/store/transfer/open'
import { findKeys } from './find-keys.ts'
import { readBackup, readHead } from './read-backup.ts'
import { BackupRefused } from './sealed-file.ts'
import { withoutErased } from './without-erased.ts'

export type Backup = { readonly path: string; readonly keys: Keys }
type Tell = (bytes: number) => void

/** What was found when a backup was read to its end. */
export type Checked = {
  readonly documents: number
  readonly files: number
  /** The file of data keys that goes with it. */
  readonly keysPath: string
  /** The data keys that open it, of those that there were when it was made. */
  readonly dataKeys: readonly Carried[]
  /** Owners whose data keys were destroyed between the backup and the file of keys. */
  readonly gone: ReadonlySet<string>
}

const documentsPerPut = 1000

/**
 * Reads a backup to its end, and the data keys: those of `keysPath`, else the newest beside it that are of the same installation.
 * @throws BackupRefused where one is damaged, cut off or not for this key
 */
export const checkBackup = async (
  { path, keys }: Backup,
  keysPath: string | undefined,
  tell: Tell,
): Promise<Checked> => {
  const head = await readHead(path, keys)
  if (head.holds !== 'everything') throw new BackupRefused(`${path} holds keys alone: give the backup beside it`)
  const owners = new Map<string, number>()
  let [documents, files] = [0, 0]
  for await (const record of readBackup(path, keys, tell)) {
    if (record.kind === 'document') documents += 1
    else if (record.kind === 'file' && record.isLast) files += 1
    else if (record.kind === 'owner') owners.set(record.id, record.createdAt)
  }
  for (const candidate of keysPath === undefined ? await findKeys(path, keys) : [keysPath]) {
    const dataKeys = await keysFor(owners, candidate, { keys, notBefore: head.at })
    // Ids are random: who shares none is another installation.
    if (dataKeys.length === 0 && owners.size > 0) continue
    const standing = new Set(dataKeys.map(({ id }) => id))
    const gone = new Set([...owners.keys()].filter((owner) => !standing.has(owner)))
    return { documents, files, keysPath: candidate, dataKeys, gone }
  }
  throw new BackupRefused(`no data keys for ${path} were found: give their newest file with --keys`)
}

const keysFor = async (
  owners: ReadonlyMap<string, number>,
  path: string,
  { keys, notBefore }: { readonly keys: Keys; readonly notBefore: number },
): Promise<readonly Carried[]> => {
  const head = await readHead(path, keys)
  if (head.holds !== 'keys') throw new BackupRefused(`${path} is no file of keys`)
  if (head.at < notBefore) throw new BackupRefused(`${path} is older than the backup: give a newer one`)
  const found: Carried[] = []
  for await (const record of readBackup(path, keys)) {
    if (record.kind !== 'document') continue
    // One that was made after the old one was destroyed opens nothing of then.
    const { id, body } = record.document
    if (owners.has(id) && JSON.parse(body).createdAt === owners.get(id)) found.push(record.document)
  }
  return found
}

/**
 * Writes a backup that was checked into an empty database, without whoever was erased since, and reads everything back.
 * Cut off, it is run again. How many documents stand there.
 * @throws DatabaseRefused where the target is not empty
 */
export const restoreBackup = async (
  backup: Backup,
  checked: Checked,
  { to, files, tell }: { readonly to: string; readonly files: Files; readonly tell: Tell },
): Promise<number> => {
  await using target = await openTarget(to, { from: `a restore of ${await nameOf(backup, checked.keysPath)}` })
  const writer = writerInto(target)
  const gone = new Set(checked.gone)
  const lanes: CarriedLane[] = []
  const pieces: Buffer[] = []
  let wanted = new Set<string>()
  for await (const record of readBackup(backup.path, backup.keys, tell)) {
    if (record.kind === 'document') {
      const document = withoutErased(record.collection, record.document, gone)
      if (document !== undefined) await writer.add(record.collection, document)
      if (record.collection === 'media' && document !== undefined) wanted.add(String(JSON.parse(document.body).fileKey))
    } else if (record.kind === 'lane') lanes.push(record.lane)
    else if (record.kind === 'file') {
      pieces.push(record.bytes)
      if (!record.isLast) continue
      if (wanted.has(record.key)) await files.put(record.key, Buffer.concat(pieces))
      pieces.length = 0
      wanted = new Set([...wanted].filter((key) => key !== record.key))
    }
  }
  for (const key of checked.dataKeys) await writer.add('dataKeys', key)
  await writer.end()
  await verify(target, writer.sums)
  await target.finish(lanes)
  return [...writer.sums.values()].reduce((sum, { count }) => sum + count, 0)
}

/** The same backup with the same keys is the same restore. */
const nameOf = async ({ path, keys }: Backup, keysPath: string): Promise<string> => {
  const heads = await Promise.all([readHead(path, keys), readHead(keysPath, keys)])
  const mark = createHash('sha256').update(JSON.stringify(heads)).digest('hex').slice(0, 12)
  return `the backup of ${new Date(heads[0].at).toISOString()} (${mark})`
}

const writerInto = (target: Target) => {
  const sums = new Map<CollectionName, Checksum>()
  let [name, batch]: [CollectionName | undefined, Carried[]] = [undefined, []]
  const end = async (): Promise<void> => {
    if (name !== undefined && batch.length > 0) await target.put(name, batch, true)
    batch = []
  }
  const add = async (collection: CollectionName, document: Carried): Promise<void> => {
    if (collection !== name || batch.length === documentsPerPut) await end()
    name = collection
    batch.push(document)
    const sum = sums.get(collection) ?? new Checksum()
    sums.set(collection, sum)
    sum.add(document)
  }
  return { sums, add, end }
}

/** What stands in the target is what was written, by another reading. */
const verify = async (target: Target, sums: ReadonlyMap<CollectionName, Checksum>): Promise<void> => {
  for (const name of collectionNames()) {
    const found = new Checksum()
    for await (const documents of target.documents(name)) for (const document of documents) found.add(document)
    const wanted = sums.get(name) ?? new Checksum()
    if (found.count !== wanted.count || found.hex !== wanted.hex)
      throw new Error(`${name} did not arrive as it was written: ${found.count} of ${wanted.count} documents`)
  }
}
