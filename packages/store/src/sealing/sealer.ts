import { type CollectionName, collections, type DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'
import type { Engine, RawDocument } from '../engine.ts'
import { collectionNames } from '../shapes.ts'
import type { BlindIndex } from './blind-index.ts'
import { unseal } from './cipher.ts'
import type { DataKeys } from './data-keys.ts'
import { openDocument, ownerOf, type Sealing, sealingOf } from './documents.ts'
import type { Recent } from './recent.ts'

/** What the parts of the sealing layer share. */
export type Sealer = {
  readonly engine: Engine
  readonly blindIndex: BlindIndex
  readonly recent: Recent
  readonly dataKeys: DataKeys
  readonly sealings: Readonly<Record<CollectionName, Sealing>>
  /** By owner: settles when the commit that brings the owner's data key has ended. */
  readonly making: Map<string, Promise<void>>
}

export const makeSealings = (): Sealer['sealings'] => {
  const entries = collectionNames().map((name) => [name, sealingOf(name, collections[name])] as const)
  // An object made from all names has all names.
  return Object.fromEntries(entries) as Record<CollectionName, Sealing>
}

/** Opens documents in the order given; those whose data key was destroyed are left out. `inPassing`: none is remembered. */
export const unsealAll = async <C extends CollectionName>(
  { dataKeys, recent, sealings }: Sealer,
  collection: C,
  raws: readonly RawDocument[],
  inPassing = false,
): Promise<readonly Stored<DocumentOf<C>>[]> => {
  const sealing = sealings[collection]
  const owners = new Set(raws.filter(({ sealed }) => sealed).map(({ id, plain }) => ownerOf(sealing, id, plain)))
  const missing = [...owners].filter((owner) => !dataKeys.cached(owner))
  const loaded = missing.length === 0 ? undefined : await dataKeys.load(missing, inPassing)
  const means = {
    unseal: inPassing ? unseal : recent.unseal,
    keyOf: (owner: string) => loaded?.get(owner) ?? dataKeys.cached(owner),
  }
  return raws.flatMap((raw) => {
    const doc = openDocument(sealing, raw, means)
    // What a collection gives back is what was put into it under its type.
    return doc ? [{ revision: raw.revision, doc: doc as DocumentOf<C> }] : []
  })
}
