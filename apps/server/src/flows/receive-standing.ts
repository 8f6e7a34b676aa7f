import type { DocumentOf } from '@rolecall/core/model/collections'
import type { AccountEvent } from '@rolecall/whatsapp/webhook/event'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { keep } from './parts/task-documents.ts'

/**
 * What Meta tells of the business account or a number of it: a limit that moved, a restriction. The newest stands for the
 * operator to see; the task keeps the rest of it as long as its day's key lives.
 */
export const receiveStanding = async (
  deps: FlowDeps,
  task: Task,
  lease: TaskLease,
  event: AccountEvent,
): Promise<TaskResult> => {
  const code = event.errors[0]?.code
  deps.log.warn('account.event', { field: event.field, event: event.event, code })
  const id = event.phoneNumberId ?? `account:${event.wabaId}`
  const known = await deps.store.get('businessNumbers', id)
  const at = event.at || deps.clock.now()
  const isNewest = (known?.doc.eventAt ?? 0) <= at
  if (!isNewest) return keep(deps, task, lease)
  const doc: DocumentOf<'businessNumbers'> = {
    ...known?.doc,
    id,
    ...(event.messagingLimit === undefined ? {} : { messagingLimit: event.messagingLimit }),
    event: [event.field, event.event ?? code].filter((part) => part !== undefined).join(' '),
    eventAt: at,
    readAt: known?.doc.readAt ?? deps.clock.now(),
  }
  return keep(deps, task, lease, [
    { op: 'put', collection: 'businessNumbers', doc, expected: known?.revision ?? 'absent' },
  ])
}
