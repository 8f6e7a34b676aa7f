import type { Collection, Filter } from 'mongodb'
import type { RawDocument, RawPage } from '../engine.ts'
import { type Condition, type FindPlan, pageOf } from '../find-plan.ts'
import { fromMongo, type MongoDocument } from './documents.ts'

/** Documents by their ids, in no order. One alone is a look at a key, which needs no plan. */
export const runGet = async (
  collection: Collection<MongoDocument>,
  ids: readonly string[],
): Promise<readonly RawDocument[]> => {
  const [id] = ids
  const cursor =
    ids.length === 1 && id !== undefined
      ? collection.find({ _id: id }).limit(1)
      : collection.find({ _id: { $in: [...ids] } }).batchSize(ids.length + 1)
  return (await cursor.toArray()).map(fromMongo)
}

/** Runs a planned query on the index that it names. */
export const runFind = async (collection: Collection<MongoDocument>, plan: FindPlan): Promise<RawPage> => {
  const cursor = collection
    .find(filterOf(plan), { hint: plan.index.name })
    .sort(sortOf(plan))
    .limit(plan.limit + 1)
    .batchSize(plan.limit + 1)
  return pageOf((await cursor.toArray()).map(fromMongo), plan)
}

/** How many documents a planned query finds, at most `limit`. */
export const runCount = (collection: Collection<MongoDocument>, plan: FindPlan): Promise<number> =>
  collection.countDocuments(filterOf(plan), { hint: plan.index.name, limit: plan.limit })

export const sortOf = ({ sort, descending }: FindPlan): Record<string, 1 | -1> =>
  Object.fromEntries(sort.map((field) => [nameOf(field), descending ? -1 : 1] as const))

const nameOf = (field: string): string => (field === 'id' ? '_id' : field)

export const filterOf = ({ all, after }: FindPlan): Filter<MongoDocument> => {
  const conditions = all.map(conditionOf)
  const later = after.map((alternative) => ({ $and: alternative.map(conditionOf) }))
  if (later.length > 0) conditions.push({ $or: later })
  return conditions.length > 0 ? { $and: conditions } : {}
}

const operators = { equal: '$eq', above: '$gt', below: '$lt', 'at-least': '$gte', 'at-most': '$lte' }

const conditionOf = (condition: Condition): Filter<MongoDocument> => {
  const field = nameOf(condition.field)
  if (!('value' in condition)) return { [field]: { $exists: condition.is === 'present' } }
  return { [field]: { [operators[condition.is]]: condition.value } }
}
