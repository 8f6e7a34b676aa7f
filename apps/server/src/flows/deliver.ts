import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { OutgoingMessage, Refusal, SendResult } from '@rolecall/core/ports/messenger'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { hasWhatsApp } from '@rolecall/core/web-join'
import type { Reached } from '../telemetry/flow-telemetry.ts'
import { backOffMs, type Task, type TaskLease, type TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { afterRefusal } from './parts/after-refusal.ts'
import { isStillWanted } from './parts/message-row.ts'
import { renderReply, renderTemplate } from './parts/render-reply.ts'
import { finish, isUntold, outboxMessageOf } from './parts/task-documents.ts'

type Outbox = Stored<DocumentOf<'outbox'>>
type Account = Stored<DocumentOf<'accounts'>>

/** WhatsApp's customer service window: free-form messages for 24 hours from the person's last message. */
export const windowMs = 24 * 60 * 60 * 1000

/** Twenty of these are longer than a database takes to find a new primary; while it is away it says so at once. */
const untoldPauseMs = 250

/** How long a reply is worth sending while Meta cannot be reached. */
const replyLifeMs = windowMs

/**
 * Sends one message of the outbox. It is marked `sending` before the request leaves: whoever finds it so after a crash
 * cannot know whether it arrived, marks it `unknown` and does not send it twice; its status webhook settles it.
 */
export const deliver = async (deps: FlowDeps, task: Task, lease: TaskLease): Promise<TaskResult> => {
  const [[outbox], [account]] = await deps.store.findTogether([
    { collection: 'outbox', ids: [outboxIdOf(task)] },
    { collection: 'accounts', ids: [task.doc.keyOwner] },
  ])
  if (outbox === undefined) return finish(deps, task, lease, [])
  switch (outbox.doc.state) {
    case 'queued':
      return sendQueued(deps, { task, lease, outbox }, account)
    case 'sending': {
      const ended = { task, lease, outbox, reached: 'unknown' } as const
      const result = await counted(deps, ended, { state: 'unknown', updatedAt: deps.clock.now() })
      if (result.result === 'done') deps.log.warn('deliver.unknown', { outbox: outbox.doc.id, fault: 'found-sending' })
      return result
    }
    default:
      return finish(deps, task, lease, [])
  }
}

const sendQueued = async (
  deps: FlowDeps,
  { task, lease, outbox }: { task: Task; lease: TaskLease; outbox: Outbox },
  account: Account | undefined,
): Promise<TaskResult> => {
  const now = deps.clock.now()
  const choice = account === undefined ? { drop: 'account-gone' } : await chooseMessage(deps, outbox, account, now)
  if ('drop' in choice || account === undefined) {
    const error = 'drop' in choice ? choice.drop : 'account-gone'
    deps.log.info('deliver.dropped', { outbox: outbox.doc.id, error })
    return counted(deps, { task, lease, outbox, reached: 'dropped' }, { state: 'dropped', error, updatedAt: now })
  }
  await deps.sendRate.turn(outbox.doc.phoneNumberId)
  const sending: DocumentOf<'outbox'> = {
    ...outbox.doc,
    state: 'sending',
    // Known before any status of it can come in.
    sentAs: choice.send.type === 'template' ? 'template' : 'message',
    mark: randomUUID(),
    attempts: outbox.doc.attempts + 1,
    updatedAt: now,
  }
  const begun = await begin(deps, sending, outbox.revision)
  if (begun === undefined) return { result: 'again' }
  const to = {
    ...(account.doc.waId === undefined ? {} : { waId: account.doc.waId }),
    ...(account.doc.userId === undefined ? {} : { userId: account.doc.userId }),
  }
  const result = await deps.messenger.send(outbox.doc.phoneNumberId, to, choice.send, outbox.doc.id)
  return settle(deps, { task, lease, outbox: begun, template: choice.send.type === 'template' }, result)
}

/**
 * The row as it is once this try has marked it. By its revision alone, without the lease: whoever marks it first sends it, and no one
 * else. While nobody says whether the mark stands it is made again, which meets itself if it does.
 */
const begin = async (deps: FlowDeps, sending: Outbox['doc'], expected: number): Promise<Outbox | undefined> => {
  for (let tries = 0; tries < 20; tries += 1) {
    const { outcome } = await deps.store.commit([{ op: 'put', collection: 'outbox', doc: sending, expected }])
    if (outcome === 'committed') return { doc: sending, revision: expected + 1 }
    if (outcome !== 'unknown') break
    await delay(untoldPauseMs)
  }
  const found = await deps.store.get('outbox', sending.id)
  return found?.doc.state === 'sending' && isOfSameTry(found.doc, sending) ? found : undefined
}

const isOfSameTry = (one: Outbox['doc'], other: Outbox['doc']): boolean =>
  one.mark !== undefined && one.mark === other.mark

/** A free-form message inside the window; outside it the template, where the message has one. */
const chooseMessage = async (
  deps: FlowDeps,
  outbox: Outbox,
  account: Account,
  now: number,
): Promise<{ readonly send: OutgoingMessage } | { readonly drop: string }> => {
  const { category, at } = outbox.doc
  if (!hasWhatsApp(account.doc)) return { drop: 'no-whatsapp' }
  if (account.doc.state === 'stopped' && category !== 'reply') return { drop: 'stopped' }
  if (account.doc.state === 'unreachable' && category !== 'reply') return { drop: 'unreachable' }
  if (category !== 'reply' && !(await isThere(deps, outbox.doc.personId))) return { drop: 'person-gone' }
  if (!(await isStillWanted(deps.store, outbox.doc))) return { drop: 'blocked' }
  const message = outboxMessageOf(outbox.doc)
  if (message === undefined) return { drop: 'unreadable' }
  const open = now - account.doc.lastInboundAt < windowMs && outbox.doc.error !== 'use-template'
  if (open) return { send: renderReply(message.reply, message.language, deps.texts) }
  if (category === 'reply' && now - at > replyLifeMs) return { drop: 'window-closed' }
  const template = renderTemplate(message, deps.texts)
  if (template === undefined) return { drop: 'window-closed' }
  return (await isOff(deps, template)) ? { drop: 'template-off' } : { send: template }
}

/** Whoever asked to be forgotten meanwhile hears no more; a message may be for nobody in particular. */
const isThere = async ({ store }: FlowDeps, personId: string | undefined): Promise<boolean> =>
  personId === undefined || (await store.get('people', personId)) !== undefined

/** Whether Meta refused, paused or disabled the template; one that we know nothing of is tried. */
const isOff = async (deps: FlowDeps, template: OutgoingMessage): Promise<boolean> => {
  if (template.type !== 'template') return false
  const id = `${deps.config.whatsapp.wabaId}:${template.name}:${template.language}`
  const status = (await deps.store.get('templates', id))?.doc.status
  return status === 'rejected' || status === 'paused' || status === 'disabled'
}

/** `outbox`: as it was when the request left. */
type Sent = { readonly task: Task; readonly lease: TaskLease; readonly outbox: Outbox; readonly template: boolean }

/**
 * Writes down what became of a send, which nobody else knows: where nobody says whether that stands, it is written again. Where a status
 * webhook was quicker, the row is read again.
 */
const settle = async (deps: FlowDeps, sent: Sent, result: SendResult): Promise<TaskResult> => {
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
const counted = async (
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

const outboxIdOf = (task: Task): string => task.doc.id.replace(/^deliver:/, '')
