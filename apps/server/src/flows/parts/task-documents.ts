import type { OutboxMessage } from '@rolecall/core/conversation/reply'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import type { InboundEvent } from '@rolecall/whatsapp/webhook/event'
import type { Task, TaskLease, TaskResult } from '../../worker.ts'
import type { FlowDeps } from '../deps.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock'>

/**
 * Commits a flow's changes together with the end of its task. The row of a finished task stays without its payload, so
 * that a copy of the same webhook is known.
 */
export const finish = async (
  deps: Deps,
  task: Task,
  lease: TaskLease,
  changes: readonly Change[],
  also: readonly Task[] = [],
): Promise<TaskResult> => {
  const ended = [task, ...also].map(({ doc, revision }) => {
    const { payload: _payload, error: _error, ...rest } = doc
    return endOf({ doc: rest, revision }, deps.clock.now())
  })
  const result = await commitEnd(deps, lease, [...changes, ...ended])
  return result.result === 'done' && also.length > 0 ? { ...result, also: also.map(({ doc }) => doc.id) } : result
}

/** Commits the changes with the end of a task and keeps its payload, as long as the key of its day lives. */
export const keep = (deps: Deps, task: Task, lease: TaskLease, changes: readonly Change[] = []): Promise<TaskResult> =>
  commitEnd(deps, lease, [...changes, endOf(task, deps.clock.now())])

/** Ends a task of which nothing need be known any more. */
export const discard = (deps: Deps, { doc, revision }: Task, lease: TaskLease): Promise<TaskResult> =>
  commitEnd(deps, lease, [{ op: 'delete', collection: 'tasks', id: doc.id, expected: revision }])

/** Gives a task up at once, with its content: another try would end as this one did. */
export const bury = (deps: Deps, { doc, revision }: Task, lease: TaskLease, error: string): Promise<TaskResult> => {
  const dead = { ...doc, state: 'dead', attempts: doc.attempts + 1, error, at: deps.clock.now() } as const
  return commitEnd(deps, lease, [{ op: 'put', collection: 'tasks', doc: dead, expected: revision }])
}

const endOf = ({ doc, revision }: Task, now: number): Change => ({
  op: 'put',
  collection: 'tasks',
  doc: { ...doc, state: 'done', at: now },
  expected: revision,
})

const outcomeUnknown = 'outcome unknown'
/** Whether nobody said if the commit of an end stands. */
export const isUntold = (result: TaskResult): boolean => result.result === 'retry' && result.error === outcomeUnknown

const commitEnd = async (deps: Deps, lease: TaskLease, changes: readonly Change[]): Promise<TaskResult> => {
  const { last, ...held } = lease
  const { outcome } = await deps.store.commit(changes, last ? { ...held, ends: true } : held)
  switch (outcome) {
    case 'committed':
      return last ? { result: 'done', released: true } : { result: 'done' }
    case 'lease-lost':
      return { result: 'lost' }
    case 'conflict':
    case 'duplicate':
      return { result: 'again' }
    case 'unknown':
      return { result: 'retry', at: deps.clock.now() + 200, error: outcomeUnknown, counts: false }
    default:
      return outcome satisfies never
  }
}

/** The parsers of what this server wrote itself: a row's opaque part in the type that was put there. */
export const inboundEventOf = (doc: DocumentOf<'tasks'>): InboundEvent | undefined =>
  isRecord(doc.payload) && typeof doc.payload.key === 'string' ? (doc.payload as unknown as InboundEvent) : undefined

export const bodiesOf = (doc: DocumentOf<'tasks'>): readonly string[] =>
  isRecord(doc.payload) && Array.isArray(doc.payload.bodies)
    ? doc.payload.bodies.filter((body) => typeof body === 'string')
    : []

/** The `traceparent` of each body, in their order, as far as it was kept. */
export const tracesOf = (doc: DocumentOf<'tasks'>): readonly (string | undefined)[] =>
  isRecord(doc.payload) && Array.isArray(doc.payload.traces)
    ? doc.payload.traces.map((trace) => (typeof trace === 'string' ? trace : undefined))
    : []

/** Of a row of the outbox or of the news. */
export const outboxMessageOf = (doc: { readonly message?: unknown }): OutboxMessage | undefined =>
  isRecord(doc.message) && isRecord(doc.message.reply) ? (doc.message as unknown as OutboxMessage) : undefined

export const jobIdOf = (doc: DocumentOf<'tasks'>): string | undefined =>
  isRecord(doc.payload) && typeof doc.payload.jobId === 'string' ? doc.payload.jobId : undefined

/** Of the task that mails news. */
export const newsIdOf = (doc: DocumentOf<'tasks'>): string | undefined =>
  isRecord(doc.payload) && typeof doc.payload.newsId === 'string' ? doc.payload.newsId : undefined

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
