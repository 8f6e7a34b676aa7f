import type { Dialect } from './formula.ts'

export const sqliteDialect: Dialect = { least: 'min', most: 'max', fence: 'LIMIT -1 OFFSET 0' }
