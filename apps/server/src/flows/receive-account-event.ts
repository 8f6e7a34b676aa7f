import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import type { PreferenceEvent, TemplateEvent } from '@rolecall/whatsapp/webhook/event'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { alertsOff } from './parts/alerts-off.ts'
import { findAccount } from './parts/find-account.ts'
import { finish } from './parts/task-documents.ts'

type Status = DocumentOf<'templates'>['status']

const statuses: Readonly<Record<string, Status>> = {
  APPROVED: 'approved',
  REINSTATED: 'approved',
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  REJECTED: 'rejected',
  PAUSED: 'paused',
  DISABLED: 'disabled',
  PENDING_DELETION: 'disabled',
  DELETED: 'missing',
}

/** What Meta decided of a template: kept, so that a template that is not approved is not sent. */
export const receiveTemplate = async (
  deps: FlowDeps,
  task: Task,
  lease: TaskLease,
  event: TemplateEvent,
): Promise<TaskResult> => {
  const { name, language } = event
  deps.log.info('template.changed', { name, language, change: event.change, state: event.state })
  const status = event.change === 'status' ? statuses[event.state ?? ''] : undefined
  const changesCategory = event.change === 'category' && event.category !== undefined
  if (name === undefined || language === undefined || (status === undefined && !changesCategory))
    return finish(deps, task, lease, [])
  const id = `${event.wabaId}:${name}:${language}`
  const known = await deps.store.get('templates', id)
  const doc: DocumentOf<'templates'> = {
    id,
    wabaId: event.wabaId,
    name,
    language,
    status: status ?? known?.doc.status ?? 'pending',
    category: event.category ?? known?.doc.category ?? 'UTILITY',
    ...(event.reason === undefined ? {} : { reason: event.reason }),
    updatedAt: deps.clock.now(),
  }
  const change: Change = { op: 'put', collection: 'templates', doc, expected: known?.revision ?? 'absent' }
  return finish(deps, task, lease, [change])
}

/** The person told WhatsApp that they want no more marketing: alerts end, as if they had told us. */
export const receivePreference = async (
  deps: FlowDeps,
  task: Task,
  lease: TaskLease,
  event: PreferenceEvent,
): Promise<TaskResult> => {
  if (event.value !== 'stop') return finish(deps, task, lease, [])
  const { account, isNew } = await findAccount({
    store: deps.store,
    portfolioId: deps.config.whatsapp.portfolioId,
    sender: event.sender,
    now: event.at,
    makeId: deps.makeId,
  })
  return finish(deps, task, lease, isNew ? [] : await alertsOff(deps, account))
}
