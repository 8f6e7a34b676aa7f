import type { CollectionName } from '@rolecall/core/model/collections'
import type { Db, Document } from 'mongodb'
import type { RawDocument } from '../engine.ts'
import type { FindPlan } from '../find-plan.ts'
import { collectionOf } from './connection.ts'
import { fromMongo, type MongoDocument } from './documents.ts'
import { filterOf, sortOf } from './find.ts'

/** Documents by their ids, or a planned query. */
export type Lookup =
  | { readonly collection: CollectionName; readonly ids: readonly string[] }
  | { readonly collection: CollectionName; readonly plan: FindPlan }

/** Which lookup a document was found by; no plain field begins so. */
const foundBy = '_lookup'
const mostTogether = 1000

/**
 * Lookups in several collections as one command, which costs the server and the driver less than half of what a command each does.
 * An index can be named for the first of them alone: the others are for lookups whose index is the only one that fits.
 */
export const runTogether = async (db: Db, lookups: readonly Lookup[]): Promise<readonly (readonly RawDocument[])[]> => {
  const found = lookups.map((): RawDocument[] => [])
  const asked = lookups.flatMap((lookup, at) => ('ids' in lookup && lookup.ids.length === 0 ? [] : [{ lookup, at }]))
  const [first, ...others] = asked
  if (first === undefined) return found
  const stages: Document[] = [
    ...stagesOf(first.lookup, first.at),
    ...others.map(({ lookup, at }) => ({
      $unionWith: { coll: lookup.collection, pipeline: stagesOf(lookup, at) },
    })),
  ]
  const cursor = collectionOf(db, first.lookup.collection).aggregate<MongoDocument>(stages, {
    hint: 'ids' in first.lookup ? '_id_' : first.lookup.plan.index.name,
    batchSize: mostTogether,
  })
  for await (const { [foundBy]: at, ...document } of cursor)
    found[Number(at)]?.push(fromMongo(document as MongoDocument))
  return found
}

const stagesOf = (lookup: Lookup, at: number): Document[] => {
  const tag = { $set: { [foundBy]: at } }
  if ('ids' in lookup) return [{ $match: { _id: { $in: [...lookup.ids] } } }, tag]
  const { plan } = lookup
  return [{ $match: filterOf(plan) }, { $sort: sortOf(plan) }, { $limit: plan.limit }, tag]
}
