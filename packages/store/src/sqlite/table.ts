import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import type { RawContent, RawDocument } from '../engine.ts'
import type { Shape } from '../shapes.ts'

/** The values of a document's row in the order of the table's columns, made before its transaction begins. */
export type Row = { readonly id: string; readonly values: readonly SQLInputValue[] }

/** The statements of one collection. */
export type Table = {
  readonly shape: Shape
  /** False where the id stands already. */
  insert(row: Row): boolean
  /** False where the document is not of that revision. */
  replace(row: Row, revision: number): boolean
  /** The plain fields of what was deleted; undefined where it is not of that revision. */
  remove(id: string, revision: number): RawDocument | undefined
  get(ids: readonly string[]): readonly RawDocument[]
}

export const openTable = (db: DatabaseSync, shape: Shape): Table => {
  const name = `"${shape.name}"`
  const fields = ['v', 'body', 'sealed', ...shape.columns.map(({ field }) => `"${field}"`)]
  const marks = fields.map(() => '?').join(', ')
  const statement = lazily(db)
  const insert = `insert into ${name} (id, revision, ${fields.join(', ')}) values (?, 1, ${marks}) on conflict (id) do nothing`
  const sets = fields.map((field) => `${field} = ?`).join(', ')
  const replace = `update ${name} set ${sets}, revision = revision + 1 where id = ? and revision = ?`
  const remove = `delete from ${name} where id = ? and revision = ? returning ${rawColumns}`
  const one = `select ${rawColumns} from ${name} where id = ?`
  const many = `select ${rawColumns} from ${name} where id in (select value from json_each(?))`
  return {
    shape,
    insert: ({ id, values }) => statement(insert).run(id, ...values).changes === 1,
    replace: ({ id, values }, revision) => statement(replace).run(...values, id, revision).changes === 1,
    remove: (id, revision) => {
      const row = statement(remove).get(id, revision)
      return row && rawOf(row)
    },
    get: (ids) => {
      const [id] = ids
      if (ids.length !== 1 || id === undefined) return statement(many).all(JSON.stringify(ids)).map(rawOf)
      const row = statement(one).get(id)
      return row ? [rawOf(row)] : []
    },
  }
}

export const rawColumns = 'id, revision, v, body, sealed'

/** Prepares each statement when it is first needed. */
export const lazily = (db: DatabaseSync): ((sql: string) => StatementSync) => {
  const prepared = new Map<string, StatementSync>()
  return (sql) => {
    const known = prepared.get(sql)
    if (known) return known
    const statement = db.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
}

export const rowOf = (shape: Shape, { id, version, plain, sealed }: RawContent): Row => {
  const values: SQLInputValue[] = [version, JSON.stringify(plain), sealed ?? null]
  for (const { field } of shape.columns) values.push(bindable(plain[field]))
  return { id, values }
}

/** What is neither text nor a number has no place in an index; SQLite would bind it as null without a word. */
export const bindable = (value: unknown): SQLInputValue => {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  throw new TypeError('an indexed field must be a string, a number or a boolean')
}

export const rawOf = (row: Record<string, SQLOutputValue>): RawDocument => ({
  id: String(row.id),
  revision: Number(row.revision),
  version: Number(row.v),
  plain: JSON.parse(String(row.body)),
  ...(row.sealed instanceof Uint8Array ? { sealed: row.sealed } : {}),
})
