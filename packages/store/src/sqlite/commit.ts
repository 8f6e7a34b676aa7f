import type { CollectionName } from '@rolecall/core/model/collections'
import type { CommitLease, CommitOutcome } from '@rolecall/core/ports/store'
import type { RawChange } from '../engine.ts'
import { violatedFields } from './failures.ts'
import type { Feed } from './feed.ts'
import type { Written } from './group-commit.ts'
import type { Lanes } from './lanes.ts'
import { type Row, rowOf, type Table } from './table.ts'

export type Tables = { readonly tableOf: (name: CollectionName) => Table; readonly lanes: Lanes; readonly feed: Feed }

/** A commit ready to run: what can be computed, and can fail, outside the transaction has been. */
export type PreparedCommit = { readonly run: () => Written<CommitOutcome>; readonly atomic: boolean }

type Step = () => CommitOutcome | 'done' | 'existing'

/** A commit of one change, or of inserts that nothing can refuse, is whole without a savepoint. */
export const prepareCommit = (tables: Tables, changes: readonly RawChange[], lease?: CommitLease): PreparedCommit => {
  const steps = changes.map((change) => ({ id: idOf(change), run: prepare(tables, change) }))
  const run = (): Written<CommitOutcome> => {
    if (lease && !tables.lanes.holds(lease)) {
      return { keep: false, value: { outcome: 'lease-lost', lane: lease.lane } }
    }
    const existing: string[] = []
    for (const step of steps) {
      const outcome = step.run()
      if (outcome === 'existing') existing.push(step.id)
      else if (outcome !== 'done') return { keep: false, value: outcome }
    }
    if (lease?.ends) tables.lanes.release(lease, undefined)
    return { keep: true, value: { outcome: 'committed', existing } }
  }
  const isOne = lease?.ends !== true && (changes.length <= 1 || changes.every((change) => cannotFail(tables, change)))
  return { run, atomic: !isOne }
}

const idOf = (change: RawChange): string => (change.op === 'put' ? change.content.id : change.id)

const cannotFail = ({ tableOf }: Tables, change: RawChange): boolean =>
  change.op === 'put' &&
  change.expected === 'if-absent' &&
  tableOf(change.collection).shape.indexes.every(({ unique }) => !unique)

const prepare = (tables: Tables, change: RawChange): Step => {
  const table = tables.tableOf(change.collection)
  if (change.op === 'delete') return () => remove(tables, table, change)
  const { expected, content } = change
  const row = rowOf(table.shape, content)
  const write = (): boolean => (typeof expected === 'number' ? table.replace(row, expected) : table.insert(row))
  return () => {
    const written = orDuplicate(write, table, row)
    if (typeof written === 'object') return written
    if (!written) return expected === 'if-absent' ? 'existing' : conflict(table, row.id)
    if (table.shape.feed) tables.feed.append(table.shape.name, row.id, false)
    if (table.shape.name === 'tasks') followTask(tables.lanes, content.plain, typeof expected !== 'number')
    return 'done'
  }
}

const remove = (tables: Tables, table: Table, { id, expected }: { id: string; expected: number }): ReturnType<Step> => {
  const removed = table.remove(id, expected)
  if (!removed) return conflict(table, id)
  if (table.shape.feed) tables.feed.append(table.shape.name, id, true)
  if (table.shape.name === 'tasks') tables.lanes.recheck(String(removed.plain.lane))
  return 'done'
}

const orDuplicate = (write: () => boolean, { shape }: Table, { id }: Row): boolean | CommitOutcome => {
  try {
    return write()
  } catch (error) {
    const fields = violatedFields(error)
    if (!fields) throw error
    const index = shape.indexes.find(({ columns }) => columns.map(({ field }) => field).join() === fields.join())
    return { outcome: 'duplicate', collection: shape.name, id, index: index?.name ?? fields.join() }
  }
}

const conflict = ({ shape }: Table, id: string): CommitOutcome => ({ outcome: 'conflict', collection: shape.name, id })

/** A lane that holds a changed task is looked at afresh: the task may have moved, or become the first. */
const followTask = (lanes: Lanes, plain: Readonly<Record<string, unknown>>, isNew: boolean): void => {
  const lane = String(plain.lane)
  if (plain.state === 'ready') lanes.wake(lane, String(plain.queue), isNew ? Number(plain.dueAt) : 0)
  else if (!isNew) lanes.recheck(lane)
}
