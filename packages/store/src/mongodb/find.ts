import type { Collection, Filter } from 'mongodb'
import type { RawPage } from '../engine.ts'
import { type Condition, type FindPlan, pageOf } from '../find-plan.ts'
import { fromMongo, type MongoDocument } from './documents.ts'

/** Runs a planned query on the index that it names. */
export const runFind = async (collection: Collection<MongoDocument>, plan: FindPlan): Promise<RawPage> => {
  const sort = Object.fromEntries(plan.sort.map((field) => [nameOf(field), plan.descending ? -1 : 1] as const))
  const cursor = collection
    .find(filterOf(plan), { hint: plan.index.name })
    .sort(sort)
    .limit(plan.limit + 1)
    .batchSize(plan.limit + 1)
  return pageOf((await cursor.toArray()).map(fromMongo), plan)
}

/** How many documents a planned query finds, at most `limit`. */
export const runCount = (collection: Collection<MongoDocument>, plan: FindPlan): Promise<number> =>
  collection.countDocuments(filterOf(plan), { hint: plan.index.name, limit: plan.limit })

const nameOf = (field: string): string => (field === 'id' ? '_id' : field)

const filterOf = ({ all, after }: FindPlan): Filter<MongoDocument> => {
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
