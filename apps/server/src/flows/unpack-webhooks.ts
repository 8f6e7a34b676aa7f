import type { CommitOutcome } from '@rolecall/core/ports/store'
import type { InboundEvent } from '@rolecall/whatsapp/webhook/event'
import { parseWebhook } from '@rolecall/whatsapp/webhook/parse'
import type { Span } from '../telemetry/tracing.ts'
import type { Task, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { type TaskPut, toTasks } from './parts/inbound-tasks.ts'
import { bodiesOf, tracesOf } from './parts/task-documents.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock' | 'log' | 'inboxSecret' | 'telemetry'>

/** The kind of the tasks that hold webhooks as they came. */
export const webhooksKind = 'webhooks'

const tasksAtOnce = 1000

/**
 * Makes each event of the webhooks a task of its own, once under its key, then forgets the webhooks: those of the rows that wait
 * behind in the lane together with them. Cut off at any point, it runs again whole: what stands already stays as it is.
 */
export const unpackWebhooks = async (deps: Deps, task: Task, rest: readonly Task[] = []): Promise<TaskResult> => {
  const rows = [rowOf(deps, task), ...readable(deps, rest)]
  const changes = rows.flatMap((one) => one.changes)
  for (let from = 0; from < changes.length; from += tasksAtOnce) {
    const { outcome } = await deps.store.commit(changes.slice(from, from + tasksAtOnce))
    if (outcome !== 'committed')
      return { result: 'retry', at: deps.clock.now() + 200, error: `events: ${outcome}`, counts: false }
  }
  for (const { spans } of rows) for (const span of spans) span?.end()
  const forgotten = await Promise.all(rows.map(({ row }) => forget(deps, row)))
  if (forgotten.includes('unknown'))
    return { result: 'retry', at: deps.clock.now() + 200, error: 'outcome unknown', counts: false }
  const also = rows.slice(1).map(({ row }) => row.doc.id)
  return also.length === 0 ? { result: 'done' } : { result: 'done', also }
}

/** Without the lease: the events of the row stand, whoever takes it away. */
const forget = async ({ store }: Deps, { doc, revision }: Task): Promise<CommitOutcome['outcome']> =>
  (await store.commit([{ op: 'delete', collection: 'tasks', id: doc.id, expected: revision }])).outcome

type Row = { readonly row: Task; readonly changes: readonly TaskPut[]; readonly spans: readonly (Span | undefined)[] }

/** Each webhook goes on with the trace that it came in with: a row holds those of many. */
const rowOf = ({ inboxSecret, telemetry }: Deps, row: Task): Row => {
  const bodies = bodiesOf(row.doc).map(eventsOf)
  const spans = tracesOf(row.doc).map((parent) =>
    parent === undefined ? undefined : telemetry.tracing.begin('unpack', { kind: 'consumer', parent }),
  )
  const traces = bodies.flatMap((events, at) => events.map(() => spans[at]?.traceparent))
  const changes = toTasks(bodies.flat(), row.doc.at, inboxSecret).map((change, at) => traced(change, traces[at]))
  return { row, changes, spans }
}

const traced = (change: TaskPut, trace: string | undefined): TaskPut =>
  trace === undefined ? change : { ...change, doc: { ...change.doc, trace } }

/** Up to the first row that cannot be read, which fails alone in its turn. */
const readable = (deps: Deps, rows: readonly Task[]) => {
  const read: Row[] = []
  for (const row of rows) {
    if (row.doc.kind !== webhooksKind) break
    try {
      read.push(rowOf(deps, row))
    } catch {
      break
    }
  }
  return read
}

const eventsOf = (body: string): readonly InboundEvent[] => {
  const parsed = parseWebhook(body)
  if ('error' in parsed) throw new TypeError(`a body was kept that is ${parsed.error}`)
  return parsed.events
}
