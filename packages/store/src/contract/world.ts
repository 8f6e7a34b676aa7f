import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import type { Keys } from '@rolecall/core/ports/keys'
import type { Store } from '@rolecall/core/ports/store'
import type { Engine } from '../engine.ts'
import { sealedStore } from '../sealed-store.ts'
import type { Source, Target } from '../transfer/carried.ts'

/** One database that a test has for itself; disposing it drops it. */
export type Database = AsyncDisposable & {
  /** Each call opens another client of the same database, as another process would. */
  openEngine(): Promise<Engine>
  openSource(options?: { readonly snapshot: boolean }): Promise<Source>
  openTarget(from: string): Promise<Target>
  /** Every byte that the database keeps. */
  atRest(): Promise<Buffer>
  /** Makes tokens of the feed too old to resume from; undefined where that takes too long to test. */
  loseTokens?: (store: Store) => Promise<void>
}

export type World = { readonly name: string; readonly fresh: () => Promise<Database> }

/** What a test of the contract works with; everything opened is disposed after it. */
export type Room = {
  /** `another`: a second one beside it, for copies. */
  readonly database: Database & { another(): Promise<Database> }
  readonly store: Store
  /** Of this database, or of another. */
  readonly openStore: (database?: Database) => Promise<Store>
  readonly openEngine: () => Promise<Engine>
}

export const now = Date.UTC(2026, 10, 25, 9)

/** Registers a test that has a fresh database and a store on it. */
export const storeTest = (world: World, title: string, run: (room: Room, t: TestContext) => Promise<void>): void => {
  test(`${world.name}: ${title}`, async (t) => {
    await using opened = new AsyncDisposableStack()
    const database = opened.use(await world.fresh())
    const another = async () => opened.use(await world.fresh())
    const openEngine = async (of = database) => opened.use(await of.openEngine())
    const openStore = async (of?: Database) =>
      sealedStore(await openEngine(of), { keys: testKeys, clock, checkDocuments: true })
    await run({ database: { ...database, another }, store: await openStore(), openStore, openEngine }, t)
  })
}

const clock = { now: () => now }
const kek = createHash('sha256').update('key-encryption key of tests').digest()
const wrapping = 'id-aes256-wrap-pad'
const iv = Buffer.from('a65959a6', 'hex')

/** AES key wrap under one fixed key; it ignores the context, which the adapters' own tests cover. */
export const testKeys: Keys = {
  current: 'test',
  wrap: async (dataKey) => {
    const cipher = createCipheriv(wrapping, kek, iv)
    return { keyId: 'test', wrapped: Buffer.concat([cipher.update(dataKey), cipher.final()]).toString('base64') }
  },
  unwrap: async (wrapped) => {
    const decipher = createDecipheriv(wrapping, kek, iv)
    return Buffer.concat([decipher.update(Buffer.from(wrapped, 'base64')), decipher.final()])
  },
  blindKey: (name) => createHash('sha256').update(`blind ${name}`).digest(),
}
