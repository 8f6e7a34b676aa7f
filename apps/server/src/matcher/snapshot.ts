import { hash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { collections } from '@rolecall/core/model/collections'
import type { Keys } from '@rolecall/core/ports/keys'
import { type PeopleHead, peopleLayout } from '@rolecall/match/engine'
import { z } from 'zod'
import type { Kept, KeptBefore } from './replica.ts'
import { fileForm, readSealed, SnapshotRefused, writeSealed } from './snapshot-file.ts'

/** After so long without a process that keeps it fresh, a snapshot is thrown away unread: it may hold who was erased since. */
export const oldestMs = 7 * 24 * 60 * 60_000

const names = z.array(z.string())
const Store = z.object({ count: z.int(), lengths: z.array(z.int()) })
const Head = z.object({
  /** Of the change feed, up to which everything is in it. */
  token: z.string(),
  savedAt: z.number(),
  schema: z.object({ people: z.int(), applications: z.int() }),
  /** A hash of its address: a token says nothing of another database. */
  database: z.string(),
  /** The bytes of the list of applications, which stands before the columns of people. */
  applications: z.int(),
  people: z.object({
    layout: z.int(),
    words: z.object({ occupations: names, skills: names, languages: names, papers: names, currencies: names }),
    table: z.object({ newest: Store, segments: z.array(Store) }),
  }),
})

type Head = { readonly people: PeopleHead } & Readonly<Omit<z.infer<typeof Head>, 'people'>>

/** Of which form the documents are that a snapshot was made from. Weights and taxonomy do not matter: nothing of them is in it. */
const schema = { people: collections.people.version, applications: collections.applications.version }

/** Alike for releases that read each other's snapshots. */
export const snapshotForm = [fileForm, schema.people, schema.applications, peopleLayout].join('.')

/** `databaseUrl`: of the store that it is of. */
export type SnapshotPlace = { readonly path: string; readonly keys: Keys; readonly databaseUrl: string }

export const writeSnapshot = (
  { path, keys, databaseUrl }: SnapshotPlace,
  { people, applications }: Kept,
  at: { readonly token: string; readonly savedAt: number },
): Promise<void> => {
  const list = Buffer.from([...applications].map((pair) => pair.join(' ')).join('\n'))
  const padding = new Uint8Array((8 - (list.length % 8)) % 8)
  const head: Head = {
    ...at,
    schema,
    database: hash('sha256', databaseUrl),
    applications: list.length,
    people: people.head,
  }
  const parts = function* () {
    yield list
    yield padding
    yield* people.columns()
  }
  return writeSealed(path, keys, { head, parts: parts() })
}

/**
 * What was kept, and the token that it stands at; undefined where there is no snapshot. One that is too old is removed. `seal`: which
 * one it must be, where the store said so; where it did not, the address of the database must be the same.
 * @throws SnapshotRefused
 */
export const readSnapshot = async (
  { path, keys, databaseUrl }: SnapshotPlace,
  { now, seal }: { readonly now: number; readonly seal?: string | undefined },
): Promise<(KeptBefore & { readonly token: string }) | undefined> => {
  const file = await readSealed(path, keys).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (file === undefined) return undefined
  const parsed = Head.safeParse(file.head)
  if (!parsed.success) throw new SnapshotRefused('its head is of another release')
  const { token, savedAt, applications, people, ...head } = parsed.data
  if (head.schema.people !== schema.people || head.schema.applications !== schema.applications)
    throw new SnapshotRefused('its documents are of another release')
  if (seal === undefined ? head.database !== hash('sha256', databaseUrl) : file.seal !== seal)
    throw new SnapshotRefused('it is of another database')
  if (now - savedAt > oldestMs) {
    await rm(path, { force: true })
    throw new SnapshotRefused('it is too old')
  }
  const list = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, applications).toString()
  const bytes = file.bytes.subarray(Math.ceil(applications / 8) * 8)
  return { token, people: { head: people, bytes }, applications: pairsOf(list) }
}

function* pairsOf(list: string): Generator<readonly [string, string]> {
  for (const line of list === '' ? [] : list.split('\n')) {
    const [id = '', jobId = ''] = line.split(' ')
    yield [id, jobId]
  }
}
