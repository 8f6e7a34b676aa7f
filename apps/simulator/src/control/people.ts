import { GraphError } from '../graph/errors.ts'
import { mediaBytes, sha256 } from '../graph/media.ts'
import type { SimulatorOptions } from '../options.ts'
import type { Delivery } from '../webhook/delivery.ts'
import { type InboundMessage, messageChange } from '../webhook/values.ts'
import { makeDigits, makeUserId, makeWamid } from '../world/ids.ts'
import type { Attachment, ChatMessage, Choice, MediaKind, Phone } from '../world/types.ts'
import { findMessage, type World } from '../world/world.ts'

/** What people do on their phones. Each answers with the message's id. */
export interface People {
  write(phone: Phone, text: string, extra?: { writer?: string; replyTo?: string }): string
  /** Taps a button, row or quick reply that a message offers; undefined where it offers none of that id. */
  tap(phone: Phone, wamid: string, id: string): string | undefined
  shareLocation(phone: Phone, place: { latitude: number; longitude: number; name?: string; address?: string }): string
  sendMedia(phone: Phone, kind: MediaKind, caption?: string): string
  /** The phone's own card, as an answer to a request for the number, or any other. */
  shareContact(phone: Phone, card: { name: string; phone: string; requested: boolean }): string
  react(phone: Phone, wamid: string, emoji: string): string
  /** A message of a type of one's own: `{ type: 'order', order: { … } }`. */
  sendRaw(phone: Phone, parts: Readonly<Record<string, unknown>>): string
  /** A new number, and with it a new business-scoped id. */
  changeNumber(phone: Phone, waId: string): string
  /** A new business-scoped id, told without a number. */
  changeUserId(phone: Phone): string
  /** What the business's "read" and typing indicator do. @throws GraphError where the message is unknown. */
  markRead(wamid: string, typing: boolean): void
}

const typingMs = 25_000

export const createPeople = (options: SimulatorOptions, world: World, delivery: Delivery): People => {
  const notice = (phone: Phone, text: string, send: Omit<InboundMessage, 'wamid' | 'at'>, sender = phone): string => {
    const wamid = makeWamid()
    const at = world.now()
    phone.messages.push({ wamid, from: 'notice', at, type: 'system', text, tick: 'delivered' })
    world.changed('phone', phone.id)
    delivery.post(messageChange(options, sender, { wamid, at, ...send }))
    return wamid
  }

  const say = (phone: Phone, said: Said): string => {
    const wamid = makeWamid()
    const at = world.now()
    const { parts, text, writer, replyTo, attachment } = said
    const reply = replyTo === undefined ? {} : { replyTo }
    const message: ChatMessage = {
      wamid,
      from: 'person',
      at,
      type: String(parts.type),
      text,
      ...(writer === undefined ? {} : { writer }),
      ...(attachment === undefined ? {} : { attachment }),
      ...reply,
      tick: 'sent',
    }
    phone.lastInboundAt = at
    phone.messages.push(message)
    world.changed('phone', phone.id)
    delivery.post(messageChange(options, phone, { wamid, at, ...reply, parts }), () => {
      if (message.tick === 'sent') message.tick = 'delivered'
      world.changed('phone', phone.id)
    })
    return wamid
  }

  const people: People = {
    write: (phone, text, extra = {}) => say(phone, { text, ...extra, parts: { type: 'text', text: { body: text } } }),
    tap: (phone, wamid, id) => {
      const offered = findChoice(phone, wamid, id)
      if (offered === undefined) return undefined
      return say(phone, { text: offered.choice.title, replyTo: wamid, parts: tapParts(offered) })
    },
    shareLocation: (phone, place) => {
      const { latitude, longitude, name } = place
      const label = name === undefined ? {} : { label: name }
      return say(phone, {
        text: '',
        attachment: { kind: 'location', latitude, longitude, ...label },
        parts: { type: 'location', location: place },
      })
    },
    sendMedia: (phone, kind, caption) => {
      const media = { id: makeDigits(16), kind, uploadedAt: world.now() }
      world.media.set(media.id, media)
      return say(phone, mediaSaid(kind, media.id, caption))
    },
    shareContact: (phone, { name, phone: number, requested }) => {
      const card = {
        name: { formatted_name: name, first_name: name },
        phones: [{ phone: `+${number}`, wa_id: number }],
      }
      return say(phone, {
        text: '',
        attachment: { kind: 'contact', name, phone: number },
        parts: { type: 'contacts', origin: requested ? 'contact_request' : 'other', contacts: [card] },
      })
    },
    react: (phone, wamid, emoji) => {
      const target = findMessage(world, wamid)?.message
      if (target !== undefined) target.reaction = emoji
      const sent = makeWamid()
      const at = world.now()
      phone.lastInboundAt = at
      world.changed('phone', phone.id)
      const reaction = { message_id: wamid, ...(emoji === '' ? {} : { emoji }) }
      delivery.post(messageChange(options, phone, { wamid: sent, at, parts: { type: 'reaction', reaction } }))
      return sent
    },
    sendRaw: (phone, parts) => say(phone, { text: `(${String(parts.type)})`, parts }),
    changeNumber: (phone, waId) => {
      const before = { ...phone }
      phone.previousUserIds.push(phone.userId)
      phone.userId = makeUserId(waId)
      phone.waId = waId
      const body = `User ${before.people[0]} changed from ${before.waId ?? before.userId} to ${waId}`
      const ids = { wa_id: waId, user_id: phone.userId, previous_user_id: before.userId }
      const parts = { type: 'system', system: { body, type: 'user_changed_number', ...ids } }
      return notice(phone, 'The number has changed.', { parts, withoutContact: true }, before)
    },
    changeUserId: (phone) => {
      const previous = phone.userId
      phone.previousUserIds.push(previous)
      phone.userId = makeUserId(phone.waId)
      const system = { body: 'User changed their id', type: 'user_changed_user_id', user_id: phone.userId }
      const parts = { type: 'system', system: { ...system, previous_user_id: previous } }
      return notice(phone, 'The business-scoped id has changed.', { parts })
    },
    markRead: (wamid, typing) => {
      const found = findMessage(world, wamid)
      if (found === undefined) throw new GraphError(131009, "Parameter 'message_id' is no message of this number.")
      const upTo = found.phone.messages.indexOf(found.message)
      for (const one of found.phone.messages.slice(0, upTo + 1)) if (one.from === 'person') one.tick = 'read'
      if (typing) found.phone.typingUntil = world.now() + typingMs
      world.changed('phone', found.phone.id)
    },
  }
  return people
}

interface Said {
  readonly text: string
  readonly parts: Readonly<Record<string, unknown>>
  readonly writer?: string
  readonly replyTo?: string
  readonly attachment?: Attachment
}

interface Offered {
  readonly template: boolean
  readonly from: 'buttons' | 'list'
  readonly choice: Choice
}

const findChoice = (phone: Phone, wamid: string, id: string): Offered | undefined => {
  const message = phone.messages.find((one) => one.wamid === wamid)
  for (const offer of message?.offers ?? []) {
    if (offer.kind !== 'buttons' && offer.kind !== 'list') continue
    const choices = offer.kind === 'buttons' ? offer.buttons : offer.sections.flatMap((section) => section.rows)
    const choice = choices.find((one) => one.id === id)
    if (choice !== undefined) return { template: message?.template !== undefined, from: offer.kind, choice }
  }
  return undefined
}

const tapParts = ({ template, from, choice }: Offered): Readonly<Record<string, unknown>> => {
  if (template) return { type: 'button', button: { payload: choice.id, text: choice.title } }
  if (from === 'list') return { type: 'interactive', interactive: { type: 'list_reply', list_reply: choice } }
  return { type: 'interactive', interactive: { type: 'button_reply', button_reply: choice } }
}

const mediaSaid = (kind: MediaKind, id: string, caption: string | undefined): Said => {
  const { bytes, mimeType, filename } = mediaBytes(kind)
  const type = kind === 'voice' ? 'audio' : kind
  const facts = {
    id,
    mime_type: mimeType,
    sha256: sha256(bytes, 'base64'),
    ...(filename === undefined ? {} : { filename }),
    ...(caption === undefined ? {} : { caption }),
    ...(type === 'audio' ? { voice: kind === 'voice' } : {}),
    ...(kind === 'sticker' ? { animated: false } : {}),
  }
  const name = filename === undefined ? {} : { filename }
  return { text: caption ?? '', attachment: { kind, mediaId: id, ...name }, parts: { type, [type]: facts } }
}
