import type { SQLInputValue, StatementSync } from 'node:sqlite'
import type { RawPage } from '../engine.ts'
import { type Condition, type FindPlan, pageOf } from '../find-plan.ts'
import type { Shape } from '../shapes.ts'
import { bindable, rawColumns, rawOf } from './table.ts'

/** Runs a planned query. The statement's text depends on the plan's form only, so that it is prepared once. */
export const runFind = (statement: (sql: string) => StatementSync, shape: Shape, plan: FindPlan): RawPage => {
  const { from, values } = sourceOf(shape, plan)
  const direction = plan.descending ? 'desc' : 'asc'
  const order = plan.sort.map((field) => `"${field}" ${direction}`).join(', ')
  const sql = `select ${rawColumns} ${from} order by ${order} limit ?`
  const items = statement(sql)
    .all(...values, plan.limit + 1)
    .map(rawOf)
  return pageOf(items, plan)
}

/** How many rows a planned query finds, at most `limit`: read from the index alone. */
export const runCount = (statement: (sql: string) => StatementSync, shape: Shape, plan: FindPlan): number => {
  const { from, values } = sourceOf(shape, plan)
  const sql = `select count(*) as found from (select 1 ${from} limit ?)`
  return Number(statement(sql).get(...values, plan.limit)?.found)
}

const sourceOf = (shape: Shape, plan: FindPlan): { readonly from: string; readonly values: SQLInputValue[] } => {
  const values: SQLInputValue[] = []
  const conditions = plan.all.map((condition) => sqlOf(condition, values))
  const later = plan.after.map((all) => `(${all.map((condition) => sqlOf(condition, values)).join(' and ')})`)
  if (later.length > 0) conditions.push(`(${later.join(' or ')})`)
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
  return { from: `from "${shape.name}" indexed by "${shape.name}_${plan.index.name}" ${where}`, values }
}

const operators = { equal: '=', above: '>', below: '<', 'at-least': '>=', 'at-most': '<=' }

const sqlOf = (condition: Condition, values: SQLInputValue[]): string => {
  const field = `"${condition.field}"`
  if (!('value' in condition)) return condition.is === 'present' ? `${field} is not null` : `${field} is null`
  values.push(bindable(condition.value))
  return `${field} ${operators[condition.is]} ?`
}
