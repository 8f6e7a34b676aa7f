import { CursorRefused } from '@rolecall/core/ports/store'
import { z } from 'zod'
import type { RawCounting, RawDocument, RawPage, RawQuery, Scalar } from './engine.ts'
import type { Column, IndexShape } from './shapes.ts'

/** A condition on one field. An absent field is below every value, and above or equal to none. */
export type Condition = Comparison | { readonly field: string; readonly is: 'present' | 'absent' }
export type Comparison = {
  readonly field: string
  readonly is: 'equal' | 'above' | 'below' | 'at-least' | 'at-most'
  readonly value: Scalar
}

/** A query in words that both engines know: all of `all`, and all of one of `after` unless that is empty. */
export type FindPlan = {
  readonly index: IndexShape
  readonly all: readonly Condition[]
  readonly after: readonly (readonly Condition[])[]
  readonly sort: readonly string[]
  readonly descending: boolean
  readonly limit: number
  readonly cursorAfter: (last: RawDocument) => string
}

/**
 * Plans a query over an index: equal leading fields, a range on the next, in the order of the rest and then of the id.
 * A cursor holds the sort fields of the last document. The first condition on them repeats the bound that the
 * alternatives share, so that an engine seeks instead of scanning from the start.
 * @throws RangeError where the query does not fit the index, CursorRefused where the cursor does not.
 */
export const planFind = (index: IndexShape, query: RawQuery): FindPlan => {
  check(index, query)
  const descending = query.order === 'descending'
  const leading = index.columns.slice(0, query.where.length)
  const tail = index.columns.slice(query.where.length)
  const sort = sortColumns(index, tail)
  const cursor = query.after === undefined ? undefined : parseCursor(sort, query.after)
  const equal = leading.map(({ field }, at): Condition => conditionOf(field, 'equal', query.where[at]))
  const standing = index.unique ? tail.filter((column) => column.optional) : []
  return {
    index,
    all: [
      ...equal,
      ...range(tail, query),
      ...standing.map(({ field }): Condition => ({ field, is: 'present' })),
      ...(cursor ? sharedBound(sort, cursor, descending) : []),
    ],
    after: cursor ? beyond(sort, cursor, descending) : [],
    sort: sort.map(({ field }) => field),
    descending,
    limit: query.limit,
    cursorAfter: (last) => makeCursor(sort, last),
  }
}

/** What a count looks at. @throws RangeError where it does not fit the index. */
export const planCount = (index: IndexShape, { atMost, ...query }: RawCounting): FindPlan => {
  if (!Number.isInteger(atMost) || atMost < 1 || atMost > 100_000)
    throw new RangeError(`atMost must be 1 to 100,000, not ${atMost}`)
  return { ...planFind(index, { ...query, limit: 1 }), limit: atMost }
}

/** The page of a query that was run for one document more than its limit, to know whether there is a next page. */
export const pageOf = (items: RawPage['items'], plan: FindPlan): RawPage => {
  if (items.length <= plan.limit) return { items }
  const page = items.slice(0, plan.limit)
  const last = page.at(-1)
  return last ? { items: page, cursor: plan.cursorAfter(last) } : { items: page }
}

const idColumn: Column = { field: 'id', kind: 'text', optional: false }

/** In a unique index the fields tell all documents apart. */
const sortColumns = (index: IndexShape, tail: readonly Column[]): readonly Column[] =>
  (index.unique && tail.length > 0) || tail.some(({ field }) => field === 'id') ? tail : [...tail, idColumn]

const check = (index: IndexShape, query: RawQuery): void => {
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > 1000) {
    throw new RangeError(`limit must be 1 to 1000, not ${query.limit}`)
  }
  if (query.where.length > index.columns.length) throw new RangeError(`index ${index.name} has fewer fields than where`)
  if (query.range && query.where.length === index.columns.length) {
    throw new RangeError(`index ${index.name} has no field left for the range`)
  }
}

const range = (tail: readonly Column[], { range }: RawQuery): readonly Condition[] => {
  const field = tail[0]?.field ?? 'id'
  return [
    ...(range?.from === undefined ? [] : [conditionOf(field, 'at-least', range.from)]),
    ...(range?.below === undefined ? [] : [conditionOf(field, 'below', range.below)]),
  ]
}

const conditionOf = (field: string, is: Comparison['is'], value: Scalar | null | undefined): Condition =>
  value === null || value === undefined ? { field, is: 'absent' } : { field, is, value }

const sharedBound = (sort: readonly Column[], cursor: Cursor, descending: boolean): readonly Condition[] => {
  const first = sort[0]
  if (!first || first.optional) return []
  return [conditionOf(first.field, descending ? 'at-most' : 'at-least', cursor[0])]
}

const beyond = (sort: readonly Column[], cursor: Cursor, descending: boolean): readonly (readonly Condition[])[] =>
  sort.flatMap((column, at) => {
    const same = sort.slice(0, at).map(({ field }, before) => conditionOf(field, 'equal', cursor[before]))
    return step(column, cursor[at] ?? null, descending).map((next) => [...same, next])
  })

const step = ({ field, optional }: Column, value: Scalar | null, descending: boolean): readonly Condition[] => {
  if (value === null) return descending ? [] : [{ field, is: 'present' }]
  if (!descending) return [{ field, is: 'above', value }]
  return [{ field, is: 'below', value }, ...(optional ? [{ field, is: 'absent' } as const] : [])]
}

const Cursor = z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))
type Cursor = z.infer<typeof Cursor>

const parseCursor = (sort: readonly Column[], text: string): Cursor => {
  const cursor = Cursor.safeParse(parseJson(Buffer.from(text, 'base64url').toString())).data
  const fits = cursor?.length === sort.length && sort.every(({ optional }, at) => optional || cursor[at] !== null)
  if (!cursor || !fits) throw new CursorRefused('the cursor is not of this query')
  return cursor
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const makeCursor = (sort: readonly Column[], last: RawDocument): string => {
  const values = sort.map(({ field }) => (field === 'id' ? last.id : (last.plain[field] ?? null)))
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}
