import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { OutgoingMessage } from '@rolecall/core/ports/messenger'
import type { Stored } from '@rolecall/core/ports/store'
import { hasWhatsApp } from '@rolecall/core/web-join'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { isStillWanted } from './parts/message-row.ts'
import { renderReply, renderTemplate } from './parts/render-reply.ts'
import { counted, isOfSameTry, type Outbox, settle, untoldPauseMs } from './parts/settle-send.ts'
import { finish, outboxMessageOf } from './parts/task-documents.ts'

type Account = Stored<DocumentOf<'accounts'>>

/** WhatsApp's customer service window: free-form messages for 24 hours from the person's last message. */
export const windowMs = 24 * 60 * 60 * 1000

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

const outboxIdOf = (task: Task): string => task.doc.id.replace(/^deliver:/, '')
