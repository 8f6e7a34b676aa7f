import type { CollectionName } from '@rolecall/core/model/collections'
import { type Doc, indexesOf, type Kept, keptIn, type Model } from './model.ts'

type Scalar = string | number

/** A query as a plain filter and a plain sort see it. */
export type Question = {
  readonly collection: CollectionName
  readonly index: string
  readonly where: readonly Scalar[]
  readonly range: { readonly from?: Scalar; readonly below?: Scalar } | undefined
  readonly order: 'ascending' | 'descending'
}

/** All documents that a query finds, in its order. */
export const findIn = ({ documents }: Model, question: Question): readonly Kept[] => {
  const { collection, where, range, order } = question
  const { fields, unique } = indexOf(question)
  const next = fields[where.length] ?? 'id'
  const fits = ({ doc }: Kept): boolean =>
    where.every((value, at) => doc[fields[at] ?? ''] === value) &&
    inRange(doc[next], range) &&
    !(unique && fields.some((field) => doc[field] === undefined))
  const found = [...keptIn(documents, collection).values()].filter(fits)
  return found.sort((one, other) => compareBy(question, one.doc, other.doc) * (order === 'ascending' ? 1 : -1))
}

/** Those that come after a document which need not stand any more. */
export const findAfter = (model: Model, question: Question, last: Doc): readonly Kept[] => {
  const sign = question.order === 'ascending' ? 1 : -1
  return findIn(model, question).filter(({ doc }) => compareBy(question, doc, last) * sign > 0)
}

const indexOf = ({ collection, index }: Question) => {
  const found = indexesOf(collection).find(({ name }) => name === index)
  if (!found) throw new Error(`${collection} has no index ${index}`)
  return found
}

/**
 * By what the index has after `where`, then by id. In a unique index those fields tell all documents apart, and a cursor stands at
 * their values, whichever document has taken them over since.
 */
const compareBy = (question: Question, one: Doc, other: Doc): number => {
  const { fields, unique } = indexOf(question)
  const tail = fields.slice(question.where.length)
  for (const field of unique && tail.length > 0 ? tail : [...tail, 'id']) {
    const order = compare(one[field], other[field])
    if (order !== 0) return order
  }
  return 0
}

/** What is absent is the lowest; texts go by their bytes in UTF-8. */
export const compare = (one: unknown, other: unknown): number => {
  if (one === other) return 0
  if (one === undefined) return -1
  if (other === undefined) return 1
  if (typeof one === 'number') return one - Number(other)
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)))
}

const inRange = (value: unknown, range: Question['range']): boolean => {
  const { from, below } = range ?? {}
  if (from === undefined && below === undefined) return true
  if (value === undefined) return false
  return (from === undefined || compare(value, from) >= 0) && (below === undefined || compare(value, below) < 0)
}
