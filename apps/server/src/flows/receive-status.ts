import type { DocumentOf } from '@rolecall/core/model/collections'
import { queueMessage } from '@rolecall/core/notification/queue-message'
import type { Change, Store, Stored } from '@rolecall/core/ports/store'
import { reactionTo } from '@rolecall/whatsapp/errors'
import { advances, type DeliveryState } from '@rolecall/whatsapp/status-order'
import type { InboundEvent } from '@rolecall/whatsapp/webhook/event'
import type { Reached } from '../telemetry/flow-telemetry.ts'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { afterRefusal } from './parts/after-refusal.ts'
import { alertsOff } from './parts/alerts-off.ts'
import { rowMoved } from './parts/message-row.ts'
import { finish, outboxMessageOf } from './parts/task-documents.ts'

type StatusEvent = Extract<InboundEvent, { kind: 'status' }>
type Outbox = Stored<DocumentOf<'outbox'>>

/** How often, and for how long each time, a status waits for the answer of the send that it belongs to: ten seconds in all. */
const mostWaits = 20
const waitMs = 500

/** Moves a message of the outbox along as its status says, never back. A failure may send the template instead. */
export const receiveStatus = async (
  deps: FlowDeps,
  task: Task,
  lease: TaskLease,
  event: StatusEvent,
): Promise<TaskResult> => {
  const outbox = await findOutbox(deps.store, event)
  const now = deps.clock.now()
  if (outbox === undefined) {
    const wait = event.outboxId === undefined && task.doc.attempts < mostWaits
    return wait
      ? { result: 'retry', at: now + waitMs, error: 'no such message yet', counts: false }
      : finish(deps, task, lease, [])
  }
  if (!advances(deliveryStateOf(outbox.doc.state), event.state)) return finish(deps, task, lease, [])
  const newlyPriced = outbox.doc.pricing === undefined && event.pricing !== undefined
  const pricing = outbox.doc.pricing ?? event.pricing
  const settled: DocumentOf<'outbox'> = {
    ...outbox.doc,
    wamid: event.wamid,
    state: reachedBy(event),
    ...(pricing === undefined ? {} : { pricing }),
    updatedAt: now,
  }
  const changes: Change[] = [{ op: 'put', collection: 'outbox', doc: settled, expected: outbox.revision }]
  const after = event.state === 'failed' ? await afterFailure(deps, settled, event) : []
  const outboxId = after.flatMap((change) =>
    change.op === 'put' && change.collection === 'outbox' ? change.doc.id : [],
  )[0]
  changes.push(...after, ...(await rowMoved(deps.store, settled, { now, outboxId })))
  const result = await finish(deps, task, lease, changes)
  if (result.result !== 'done') return result
  deps.telemetry.reached(settled, reachedBy(event))
  if (newlyPriced) deps.telemetry.priced(settled)
  return result
}

const findOutbox = async (store: Store, event: StatusEvent): Promise<Outbox | undefined> => {
  const byId = event.outboxId?.startsWith('out_') ? await store.get('outbox', event.outboxId) : undefined
  if (byId !== undefined) return byId
  return (await store.find('outbox', { index: 'wamid', where: [event.wamid], limit: 1 })).items[0]
}

/** Before any status, whatever the outbox says of the send counts as nothing known. */
const deliveryStateOf = (state: DocumentOf<'outbox'>['state']): DeliveryState => {
  switch (state) {
    case 'queued':
    case 'sending':
    case 'accepted':
    case 'dropped':
    case 'unknown':
      return 'unknown'
    default:
      return state
  }
}

const reachedBy = ({ state }: StatusEvent): Reached => (state === 'played' ? 'read' : state)

const afterFailure = async (
  deps: FlowDeps,
  outbox: DocumentOf<'outbox'>,
  event: StatusEvent,
): Promise<readonly Change[]> => {
  const code = event.errors[0]?.code ?? 0
  const { reaction } = reactionTo(code)
  deps.log.warn('deliver.failed', { outbox: outbox.id, reaction, code })
  const message = outboxMessageOf(outbox)
  const after = afterRefusal(reaction, { sentTemplate: outbox.error === 'use-template', message })
  const now = deps.clock.now()
  if (after.next === 'retry' && after.error === 'use-template' && message !== undefined) {
    const queued = queueMessage({ ...outbox, id: deps.makeId('outbox'), message, dueAt: now, order: now, now })
    return queued.map((change) =>
      change.op === 'put' && change.collection === 'outbox'
        ? { ...change, doc: { ...change.doc, error: 'use-template' } }
        : change,
    )
  }
  if (after.next !== 'fail') return []
  const account = await deps.store.get('accounts', outbox.accountId)
  if (account === undefined) return []
  if (reaction === 'give-up-on-person')
    return [
      { op: 'put', collection: 'accounts', doc: { ...account.doc, state: 'unreachable' }, expected: account.revision },
    ]
  return reaction === 'person-opted-out' ? await alertsOff(deps, account.doc) : []
}
