import { setTimeout as delay } from 'node:timers/promises'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Refusal, SendResult } from '@rolecall/core/ports/messenger'
import type { Change, Stored } from '@rolecall/core/ports/store'
import type { Reached } from '../../telemetry/flow-telemetry.ts'
import { backOffMs, type Task, type TaskLease, type TaskResult } from '../../worker.ts'
import type { FlowDeps } from '../deps.ts'
import { afterRefusal } from './after-refusal.ts'
import { finish, isUntold, outboxMessageOf } from './task-documents.ts'

export type Outbox = Stored<DocumentOf<'outbox'>>

/** Twenty of these are longer than a database takes to find a new primary; while it is away it says so at once. */
export const untoldPauseMs = 250

/** Whether it is the mark of that try: each has its own. */
export const isOfSameTry = (one: Outbox['doc'], other: Outbox['doc']): boolean =>
  one.mark !== undefined && one.mark === other.mark

/** `outbox`: as it was when the request left. */
type Sent = { readonly task: Task; readonly lease: TaskLease; readonly outbox: Outbox; readonly template: boolean }

/**
 * Writes down what became of a send, which nobody else knows: where nobody says whether that stands, it is written again. Where a status
 * webhook was quicker, the row is read again.
 */
export const settle = async (deps: FlowDeps, sent: Sent, result: SendResult): Promise<TaskResult> => {
  let outbox: Outbox | undefined = sent.outbox
  let untold = false
  for (let runs = 0; runs < 20; runs += 1) {
    if (outbox === undefined) return finish(deps, sent.task, sent.lease, [])
    const outcome = await settleOnce(deps, sent, result, outbox)
    if (isUntold(outcome)) {
      untold = true
      await delay(untoldPauseMs)
    }
    // It met itself, or what somebody else wrote meanwhile.
    else if (outcome.result !== 'again' || untold) return outcome
    else outbox = await deps.store.get('outbox', sent.outbox.doc.id)
  }
  return { result: 'again' }
}

const settleOnce = async (deps: FlowDeps, sent: Sent, result: SendResult, outbox: Outbox): Promise<TaskResult> => {
  const now = deps.clock.now()
  const stillSending = outbox.doc.state === 'sending'
  switch (result.outcome) {
    case 'accepted': {
      const state = stillSending ? ('accepted' as const) : outbox.doc.state
      return counted(deps, { ...sent, outbox, reached: 'accepted' }, { state, wamid: result.wamid, updatedAt: now })
    }
    case 'unknown':
      deps.log.warn('deliver.unknown', { outbox: outbox.doc.id, fault: result.fault })
      return stillSending
        ? counted(deps, { ...sent, outbox, reached: 'unknown' }, { state: 'unknown', updatedAt: now })
        : finish(deps, sent.task, sent.lease, [])
    case 'refused': {
      // Its own doing, by a commit of which nobody said whether it stood.
      const isQueuedAgain = outbox.doc.state === 'queued' && isOfSameTry(outbox.doc, sent.outbox.doc)
      if (stillSending || isQueuedAgain) return refused(deps, sent, result, outbox)
      return finish(deps, sent.task, sent.lease, [])
    }
    default:
      return result satisfies never
  }
}

const refused = async (deps: FlowDeps, sent: Sent, refusal: Refusal, outbox: Outbox): Promise<TaskResult> => {
  const now = deps.clock.now()
  const { reaction, code } = refusal
  deps.log.warn('deliver.refused', { outbox: outbox.doc.id, reaction, code })
  const after = afterRefusal(reaction, { sentTemplate: sent.template, message: outboxMessageOf(outbox.doc) })
  if (after.next === 'retry') {
    const queued = marked(outbox, { state: 'queued', error: after.error ?? `${code}`, updatedAt: now })
    const outcome = await deps.store.commit([queued], sent.lease)
    if (outcome.outcome === 'lease-lost') return { result: 'lost' }
    if (outcome.outcome !== 'committed') return { result: 'again' }
    const wait = Math.max(refusal.retryAfterMs ?? 0, after.waitMs ?? backOffMs(outbox.doc.attempts, deps.random))
    return { result: 'retry', at: now + wait, error: `${reaction} ${code}`, counts: false }
  }
  const account = await deps.store.get('accounts', outbox.doc.accountId)
  const changes: Change[] = []
  if (after.unreachable && account !== undefined)
    changes.push({
      op: 'put',
      collection: 'accounts',
      doc: { ...account.doc, state: 'unreachable' },
      expected: account.revision,
    })
  const failed = { state: 'failed', error: `${reaction} ${code}`, updatedAt: now } as const
  return counted(deps, { ...sent, outbox, reached: 'failed' }, failed, changes)
}

type Ending = { readonly task: Task; readonly lease: TaskLease; readonly outbox: Outbox; readonly reached: Reached }

/** Ends the task with the message in its new state, and counts how far it came once that stands. */
export const counted = async (
  deps: FlowDeps,
  { task, lease, outbox, reached }: Ending,
  change: Partial<DocumentOf<'outbox'>>,
  more: readonly Change[] = [],
): Promise<TaskResult> => {
  const result = await finish(deps, task, lease, [marked(outbox, change), ...more])
  if (result.result === 'done') deps.telemetry.reached({ ...outbox.doc, ...change }, reached)
  return result
}

const marked = (outbox: Outbox, change: Partial<DocumentOf<'outbox'>>): Change => ({
  op: 'put',
  collection: 'outbox',
  doc: { ...outbox.doc, ...change },
  expected: outbox.revision,
})
