import type { Dialect } from './formula.ts'

export const postgresDialect: Dialect = { least: 'least', most: 'greatest', fence: 'OFFSET 0' }

/** Beside those of `postgres.ts`: the planner, which does not know how few rows a query's tiles hold, takes the indexes. */
export const postgresSettings =
  'SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off'

/** The parameters of a prepared statement, with their types. */
export const createParameters = <Name extends string>(types: Readonly<Record<Name, string>>) => {
  const names = Object.keys(types)
  return {
    $: (name: Name) => `$${names.indexOf(name) + 1}::${types[name]}`,
    values: (given: Readonly<Record<Name, unknown>>): unknown[] => {
      const byName = new Map<string, unknown>(Object.entries(given))
      return names.map((name) => byName.get(name))
    },
  }
}
