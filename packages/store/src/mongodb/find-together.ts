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

type Found = readonly (readonly RawDocument[])[]
type Waiting = {
  readonly lookups: readonly Lookup[]
  readonly resolve: (found: Found) => void
  readonly reject: (error: unknown) => void
}

/** Lookups in one command. */
const mostTogether = 60

/** Lookups of one turn of the loop travel together, whoever asks for them: workers go through several chats in step. */
export const lookupBatches = (db: Db): ((lookups: readonly Lookup[]) => Promise<Found>) => {
  let waiting: Waiting[] = []
  const flush = (): void => {
    for (const group of groupsOf(waiting)) {
      const all = group.flatMap(({ lookups }) => lookups)
      runTogether(db, all).then(
        (found) => {
          let at = 0
          for (const { lookups, resolve } of group) {
            resolve(found.slice(at, at + lookups.length))
            at += lookups.length
          }
        },
        (error: unknown) => {
          for (const { reject } of group) reject(error)
        },
      )
    }
    waiting = []
  }
  return (lookups) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push({ lookups, resolve, reject })
    })
}

const groupsOf = (waiting: readonly Waiting[]): readonly (readonly Waiting[])[] => {
  const groups: Waiting[][] = []
  let lookups = Number.POSITIVE_INFINITY
  for (const one of waiting) {
    if (lookups + one.lookups.length > mostTogether) {
      groups.push([])
      lookups = 0
    }
    groups.at(-1)?.push(one)
    lookups += one.lookups.length
  }
  return groups
}

/** Which lookup a document was found by; no plain field begins so. */
const foundBy = '_lookup'
const batchSize = 1000

/**
 * Lookups in several collections as one command, which costs the server and the driver less than half of what a command each does.
 * An index can be named for the first of them alone: the others are for lookups whose index is the only one that fits.
 */
const runTogether = async (db: Db, lookups: readonly Lookup[]): Promise<Found> => {
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
    batchSize,
  })
  for await (const { [foundBy]: at, ...document } of cursor)
    found[Number(at)]?.push(fromMongo(document as MongoDocument))
  return found
}

const stagesOf = (lookup: Lookup, at: number): Document[] => {
  const tag = { $set: { [foundBy]: at } }
  if ('ids' in lookup) return [{ $match: { _id: { $in: [...lookup.ids] } } }, tag]
  const { plan } = lookup
  // Where an order is asked of one document, walking through the ids is a plan too.
  const order = isOfOne(plan) ? [] : [{ $sort: sortOf(plan) }]
  return [{ $match: filterOf(plan) }, ...order, { $limit: plan.limit }, tag]
}

/** Whether a query gives all values of a unique index. */
const isOfOne = ({ index, all }: FindPlan): boolean =>
  index.unique && index.columns.every(({ field }) => all.some((one) => one.field === field && one.is === 'equal'))
