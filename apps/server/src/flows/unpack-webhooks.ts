import type { Change, CommitOutcome } from '@rolecall/core/ports/store'
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
/** All of them, whoever took them: what one process took is not taken apart before what another one took earlier. */
export const webhooksLane = 'webhooks'
/**
 * How the lane is claimed. All webhooks wait where a worker is killed while it takes some apart; who is late with that does no harm.
 */
export const webhooksClaim = { leaseMs: 2000, tasksPerLane: 100 } as const
/** Where a body that cannot be read waits alone. */
const oddLanes = 'odd-webhooks:'

const changesAtOnce = 1000

/**
 * Makes each event of the webhooks a task of its own, once under its key, and forgets the webhooks: those of the rows that wait
 * behind in the lane together with them. Cut off at any point, it runs again whole: what stands already stays as it is. A body that
 * cannot be read, which the edge would have refused, goes aside and keeps nobody waiting.
 */
export const unpackWebhooks = async (deps: Deps, task: Task, rest: readonly Task[] = []): Promise<TaskResult> => {
  const rows = [task, ...rest.filter(({ doc }) => doc.kind === webhooksKind)].map((row) => rowOf(deps, row))
  const outcome = await keepEvents(deps, rows)
  if (outcome !== 'committed')
    return { result: 'retry', at: deps.clock.now() + 200, error: `events: ${outcome}`, counts: false }
  for (const { spans } of rows) for (const span of spans) span?.end()
  const also = rows.slice(1).map(({ row }) => row.doc.id)
  return also.length === 0 ? { result: 'done' } : { result: 'done', also }
}

/** At once where they fit into one commit, unless somebody who was late forgot some of the webhooks meanwhile. */
const keepEvents = async (deps: Deps, rows: readonly Row[]): Promise<CommitOutcome['outcome']> => {
  const { store } = deps
  const changes = rows.flatMap((row) => row.changes)
  if (changes.length + rows.length <= changesAtOnce) {
    const { outcome } = await store.commit([...changes, ...rows.map(({ row }) => goneOf(row))])
    if (outcome !== 'conflict') return outcome
  }
  for (let from = 0; from < changes.length; from += changesAtOnce) {
    const { outcome } = await store.commit(changes.slice(from, from + changesAtOnce))
    if (outcome !== 'committed') return outcome
  }
  const forgotten = await Promise.all(rows.map(({ row }) => store.commit([goneOf(row)])))
  return forgotten.some(({ outcome }) => outcome === 'unknown') ? 'unknown' : 'committed'
}

/** Without the lease: the events of the row stand, whoever takes it away. */
const goneOf = ({ doc, revision }: Task): Change => ({
  op: 'delete',
  collection: 'tasks',
  id: doc.id,
  expected: revision,
})

type Row = { readonly row: Task; readonly changes: readonly TaskPut[]; readonly spans: readonly (Span | undefined)[] }

/** Each webhook goes on with the trace that it came in with: a row holds those of many. */
const rowOf = ({ inboxSecret, telemetry, log }: Deps, row: Task): Row => {
  const bodies = bodiesOf(row.doc)
  const read = bodies.map(eventsOf)
  const spans = tracesOf(row.doc).map((parent) =>
    parent === undefined ? undefined : telemetry.tracing.begin('unpack', { kind: 'consumer', parent }),
  )
  const traces = read.flatMap((events = [], at) => events.map(() => spans[at]?.traceparent))
  const events = read.flatMap((one) => one ?? [])
  // When it came: `at` is of its last try.
  const changes = toTasks(events, row.doc.order, inboxSecret).map((change, at) => traced(change, traces[at]))
  const odd = bodies.flatMap((body, at) => (read[at] === undefined ? [aside(row, body, at)] : []))
  if (odd.length > 0 && row.doc.lane.startsWith(oddLanes)) throw new TypeError('a body was kept that is no webhook')
  if (odd.length > 0) log.error('webhook.put-aside', { task: row.doc.id, bodies: odd.length })
  return { row, changes: [...changes, ...odd], spans }
}

/** Tried again alone, and given up there: it stands among the dead letters then. */
const aside = ({ doc }: Task, body: string, at: number): TaskPut => {
  const id = `${doc.id}:${at}`
  const alone = { ...doc, id, lane: oddLanes + id, payload: { bodies: [body] }, attempts: 0 }
  return { op: 'put', collection: 'tasks', expected: 'if-absent', doc: alone }
}

const traced = (change: TaskPut, trace: string | undefined): TaskPut =>
  trace === undefined ? change : { ...change, doc: { ...change.doc, trace } }

/** Undefined for a body that is none: the edge keeps none such. */
const eventsOf = (body: string): readonly InboundEvent[] | undefined => {
  try {
    const parsed = parseWebhook(body)
    return 'error' in parsed ? undefined : parsed.events
  } catch {
    return undefined
  }
}
