import type { Lease } from '@rolecall/core/ports/store'
import type { InboundEvent } from '@rolecall/whatsapp/webhook/event'
import { parseWebhook } from '@rolecall/whatsapp/webhook/parse'
import type { Task, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { toTasks } from './parts/inbound-tasks.ts'
import { bodiesOf, discard } from './parts/task-documents.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock' | 'log' | 'inboxSecret'>

/** The kind of the tasks that hold webhooks as they came. */
export const webhooksKind = 'webhooks'

const tasksAtOnce = 1000

/**
 * Makes each event of the webhooks a task of its own, once under its key, then forgets the webhooks: those of the rows that wait
 * behind in the lane together with them. Cut off at any point, it runs again whole: what stands already stays as it is.
 */
export const unpackWebhooks = async (
  deps: Deps,
  task: Task,
  lease: Lease,
  rest: readonly Task[] = [],
): Promise<TaskResult> => {
  const rows = [{ row: task, changes: changesOf(deps, task) }, ...readable(deps, rest)]
  const changes = rows.flatMap((one) => one.changes)
  for (let from = 0; from < changes.length; from += tasksAtOnce) {
    const { outcome } = await deps.store.commit(changes.slice(from, from + tasksAtOnce))
    if (outcome !== 'committed')
      return { result: 'retry', at: deps.clock.now() + 200, error: `events: ${outcome}`, counts: false }
  }
  return discard(
    deps,
    task,
    lease,
    rows.slice(1).map(({ row }) => row),
  )
}

const changesOf = ({ inboxSecret }: Deps, { doc }: Task) =>
  toTasks(bodiesOf(doc).flatMap(eventsOf), doc.at, inboxSecret)

/** Up to the first row that cannot be read, which fails alone in its turn. */
const readable = (deps: Deps, rows: readonly Task[]) => {
  const read: { readonly row: Task; readonly changes: ReturnType<typeof toTasks> }[] = []
  for (const row of rows) {
    if (row.doc.kind !== webhooksKind) break
    try {
      read.push({ row, changes: changesOf(deps, row) })
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
