import type { Change, CommitLease, CommitOutcome } from '@rolecall/core/ports/store'
import type { RawChange } from '../engine.ts'
import type { DataKey } from './cipher.ts'
import { ownerOf, sealDocument } from './documents.ts'
import type { Sealer } from './sealer.ts'

/**
 * Seals the documents and commits them. A data key that is not there yet is made in the same commit, so that none
 * stands without what it seals. Where another process made it first, the commit runs again with that one.
 */
export const commitSealed = async (
  sealer: Sealer,
  changes: readonly Change[],
  lease: CommitLease | undefined,
): Promise<CommitOutcome> => {
  let owners = ownersWithoutKey(sealer, changes)
  for (let busy = makersOf(sealer, owners); busy.length > 0; busy = makersOf(sealer, owners)) {
    await Promise.all(busy)
    owners = ownersWithoutKey(sealer, changes)
  }
  const outcome = await (owners.size === 0
    ? sealer.engine.commit(
        changes.map((change) => sealChange(sealer, change)),
        lease,
      )
    : makeKeysOnce(sealer, [...owners], () => commitWithKeys(sealer, { changes, owners: [...owners] }, lease)))
  if (outcome.outcome === 'committed' || outcome.outcome === 'unknown') forgetTouchedKeys(sealer, changes)
  return outcome
}

const attempts = 3

/** The commits of this process that are about to bring one of these keys: waited for, they spare a lost race each. */
const makersOf = ({ making }: Sealer, owners: ReadonlySet<string>): readonly Promise<unknown>[] =>
  [...owners].flatMap((owner) => making.get(owner) ?? [])

const makeKeysOnce = async <T>({ making }: Sealer, owners: readonly string[], make: () => Promise<T>): Promise<T> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const owner of owners) making.set(owner, promise)
  try {
    return await make()
  } finally {
    for (const owner of owners) making.delete(owner)
    resolve()
  }
}

const ownersWithoutKey = ({ sealings, dataKeys }: Sealer, changes: readonly Change[]): ReadonlySet<string> => {
  const owners = new Set<string>()
  for (const change of changes) {
    if (change.op === 'delete') continue
    const sealing = sealings[change.collection]
    const doc: Readonly<Record<string, unknown>> = change.doc
    if (!hasSecret(sealing.secret, doc)) continue
    const owner = ownerOf(sealing, change.doc.id, doc)
    if (!dataKeys.cached(owner)) owners.add(owner)
  }
  return owners
}

const hasSecret = (secret: ReadonlySet<string>, doc: Readonly<Record<string, unknown>>): boolean => {
  for (const field of secret) if (doc[field] !== undefined) return true
  return false
}

const commitWithKeys = async (
  sealer: Sealer,
  { changes, owners }: { changes: readonly Change[]; owners: readonly string[] },
  lease: CommitLease | undefined,
): Promise<CommitOutcome> => {
  for (let attempt = 1; ; attempt += 1) {
    const loaded = await sealer.dataKeys.load(owners)
    const missing = owners.filter((owner) => !loaded.has(owner))
    const created = await Promise.all(missing.map(sealer.dataKeys.create))
    const keys = new Map([...loaded, ...created.map(({ key, put }) => [put.content.id, key] as const)])
    const sealed = changes.map((change) => sealChange(sealer, change, keys))
    const outcome = await sealer.engine.commit([...created.map(({ put }) => put), ...sealed], lease)
    if (outcome.outcome === 'committed') for (const { keep } of created) keep()
    if (attempt === attempts || !lostKeyRace(outcome, missing)) return outcome
  }
}

const lostKeyRace = (outcome: CommitOutcome, created: readonly string[]): boolean =>
  outcome.outcome === 'conflict' && outcome.collection === 'dataKeys' && created.includes(outcome.id)

const sealChange = (sealer: Sealer, change: Change, extra?: ReadonlyMap<string, DataKey>): RawChange => {
  if (change.op === 'delete') return change
  const { op, collection, doc, expected } = change
  const keyOf = (owner: string): DataKey => {
    const key = extra?.get(owner) ?? sealer.dataKeys.cached(owner)
    if (!key) throw new Error(`the data key of ${owner} left the cache within a commit`)
    return key
  }
  return {
    op,
    collection,
    expected,
    content: sealDocument(sealer.sealings[collection], doc, { ...sealer, keyOf }),
  }
}

const forgetTouchedKeys = ({ dataKeys, recent }: Sealer, changes: readonly Change[]): void => {
  for (const change of changes) {
    if (change.collection !== 'dataKeys') continue
    const owner = change.op === 'delete' ? change.id : change.doc.id
    dataKeys.forget(owner)
    recent.forget(owner)
  }
}
