import type { SimulatorOptions } from '../options.ts'
import type { Delivery } from '../webhook/delivery.ts'
import { statusChange } from '../webhook/values.ts'
import { makeWamid } from '../world/ids.ts'
import type { ChatMessage, Phone, Send, Tick } from '../world/types.ts'
import { findByNumber, findByUserId, findMessage, type World } from '../world/world.ts'
import { type ChatContent, chatContent } from './chat-content.ts'
import { detailsOf, GraphError, titleOf } from './errors.ts'
import type { MessageSend } from './message-request.ts'

const dayMs = 86_400_000
const freeServiceMessages = 1000

export interface Sender {
  /**
   * Accepts one message; delivery follows by status webhooks. `failWith` makes it fail after its acceptance.
   * @throws GraphError where Meta refuses at once.
   */
  send(message: MessageSend, failWith?: number): object
  /** Delivers what waits for a phone that was offline. */
  deliverWaiting(phone: Phone): void
  /** Reads all that was delivered. */
  readAll(phone: Phone): void
}

interface Accepted {
  readonly send: Send
  readonly message: ChatMessage | undefined
  readonly phone: Phone | undefined
  readonly recipient: { readonly waId?: string; readonly userId?: string }
  readonly category: ChatContent['category']
  readonly free: boolean
}

export const createSender = (options: SimulatorOptions, world: World, delivery: Delivery): Sender => {
  const waiting = new Map<string, Accepted[]>()
  const unread = new Map<string, Accepted[]>()
  let serviceMessages = 0

  const status = (accepted: Accepted, tick: Exclude<Tick, 'accepted'>, errorCode?: number): void => {
    const { send, message, phone, recipient, category, free } = accepted
    if (message !== undefined) {
      message.tick = tick
      if (errorCode !== undefined) message.error = { code: errorCode, title: titleOf(errorCode) }
    }
    if (phone !== undefined) world.changed('phone', phone.id)
    const facts = {
      wamid: send.wamid,
      at: world.now(),
      recipient,
      outboxId: send.outboxId,
      pricing: { category, free },
    }
    const error = errorCode === undefined ? {} : { errorCode }
    delivery.post(statusChange(options, { ...facts, status: tick, ...error }))
  }

  const deliver = (accepted: Accepted): void => {
    accepted.send.visible = true
    status(accepted, 'delivered')
    const { readAfterMs } = world.settings
    const id = accepted.phone?.id
    if (readAfterMs !== null) world.later(readAfterMs, () => status(accepted, 'read'))
    else if (id !== undefined) unread.set(id, [...(unread.get(id) ?? []), accepted])
  }

  const carry = (accepted: Accepted, failWith: number | undefined): void => {
    if (failWith !== undefined) {
      world.later(0, () => status(accepted, 'failed', failWith))
      return
    }
    world.later(0, () => status(accepted, 'sent'))
    world.later(world.settings.deliverAfterMs, () => {
      const { phone } = accepted
      if (phone?.offline !== true) return deliver(accepted)
      waiting.set(phone.id, [...(waiting.get(phone.id) ?? []), accepted])
    })
  }

  return {
    send: (message, failWith) => {
      const recipient = findRecipient(world, message)
      const { phone } = recipient
      const content = chatContent(world, message)
      if (content.category === 'service') serviceMessages += 1
      const failure = failWith ?? failureOf(world, phone, content)
      if (failure === 131047 && world.settings.windowSync) throw new GraphError(131047, detailsOf(131047))
      const outboxId = message.biz_opaque_callback_data ?? null
      const to = message.to ?? message.recipient ?? ''
      const send: Send = { wamid: makeWamid(), outboxId, to, type: message.type, at: world.now(), visible: false }
      world.sends.push(send)
      world.changed('send', send)
      const shown = phone === undefined ? undefined : show(world, { phone, message, send, content })
      const free = content.category === 'service' && serviceMessages <= freeServiceMessages
      const ids = phone ?? recipient
      carry(
        {
          send,
          phone,
          message: shown,
          recipient: {
            ...(ids.waId === undefined ? {} : { waId: ids.waId }),
            ...(ids.userId === undefined ? {} : { userId: ids.userId }),
          },
          category: content.category,
          free,
        },
        failure,
      )
      const input = { input: to }
      const contact =
        message.to === undefined ? { ...input, user_id: message.recipient } : { ...input, wa_id: ids.waId }
      return {
        messaging_product: 'whatsapp',
        contacts: [contact],
        messages: [{ id: send.wamid, ...(message.type === 'template' ? { message_status: 'accepted' } : {}) }],
      }
    },
    deliverWaiting: (phone) => {
      const held = waiting.get(phone.id) ?? []
      waiting.delete(phone.id)
      for (const accepted of held) deliver(accepted)
    },
    readAll: (phone) => {
      const held = unread.get(phone.id) ?? []
      unread.delete(phone.id)
      for (const accepted of held) status(accepted, 'read')
    },
  }
}

interface FoundRecipient {
  readonly phone: Phone | undefined
  readonly waId?: string
  readonly userId?: string
}

const findRecipient = (world: World, { to, recipient }: MessageSend): FoundRecipient => {
  if (to !== undefined) {
    const waId = to.replace(/\D/g, '')
    return { phone: findByNumber(world, waId), waId }
  }
  const userId = recipient ?? ''
  const phone = findByUserId(world, userId)
  const replaced = world.phones.values().some((one) => one.previousUserIds.includes(userId))
  if (phone === undefined && (replaced || !world.settings.strangersReachable)) {
    throw new GraphError(131009, "Parameter 'recipient' is no user id of this business portfolio.")
  }
  return { phone, userId }
}

const failureOf = (world: World, phone: Phone | undefined, content: ChatContent): number | undefined => {
  if (phone === undefined && !world.settings.strangersReachable) return 131026
  if (phone?.blocked === true) return 131026
  const open = phone !== undefined && world.now() - phone.lastInboundAt < dayMs
  return content.category === 'service' && !open ? 131047 : undefined
}

interface Showing {
  readonly phone: Phone
  readonly message: MessageSend
  readonly send: Send
  readonly content: ChatContent
}

const show = (world: World, { phone, message, send, content }: Showing): ChatMessage | undefined => {
  if (message.type === 'reaction') {
    const target = findMessage(world, message.reaction.message_id)?.message
    if (target !== undefined) target.reaction = message.reaction.emoji
    return undefined
  }
  const shown: ChatMessage = {
    wamid: send.wamid,
    from: 'business',
    at: send.at,
    ...content.shown,
    ...(message.context === undefined ? {} : { replyTo: message.context.message_id }),
    ...(send.outboxId === null ? {} : { outboxId: send.outboxId }),
    tick: 'accepted',
  }
  phone.typingUntil = 0
  phone.messages.push(shown)
  world.changed('phone', phone.id)
  return shown
}
