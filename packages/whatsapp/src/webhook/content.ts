import { cardsOf, orderOf } from './content-lists.ts'
import { isTooDeep, prune } from './depth.ts'
import type { Content, GraphFault, Media, Reply, SystemChange } from './event.ts'
import { code, id, type Json, number, present, record, records, text } from './narrow.ts'

/** What a message says. A kind without what makes it one (a reply without an id) is `unknown`, never an error. */
export function contentOf(message: Json): Content {
  return withParts(message, true) ?? { type: 'unknown', messageType: text(message.type) ?? '' }
}

export function faultsOf(value: unknown): GraphFault[] {
  return records(value).map((fault) => {
    const details = text(record(fault.error_data)?.details) ?? text(fault.message) ?? text(fault.title) ?? ''
    return { code: code(fault.code), details }
  })
}

function withParts(message: Json, outermost: boolean): Content | undefined {
  const type = message.type
  switch (type) {
    case 'text': {
      const body = text(record(message.text)?.body)
      return body === undefined ? undefined : { type, text: body }
    }
    case 'button':
      return templateReply(record(message.button))
    case 'interactive':
      return interactive(record(message.interactive))
    case 'location':
      return location(record(message.location))
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return media(type, record(message[type]))
    case 'contacts':
      return cardsOf(message)
    case 'reaction':
      return reaction(record(message.reaction))
    case 'edit':
      return edit(record(message.edit), outermost)
    case 'revoke': {
      const wamid = text(record(message.revoke)?.original_message_id)
      return wamid === undefined ? undefined : { type, wamid }
    }
    case 'system':
      return system(message, record(message.system) ?? {})
    case 'order':
      return orderOf(record(message.order))
    case 'request_welcome':
      return { type: 'request-welcome' }
    case 'unsupported':
      return { type, errors: faultsOf(message.errors) }
    default:
      return undefined
  }
}

function templateReply(button: Json | undefined): Reply | undefined {
  const title = text(button?.text)
  const payload = text(button?.payload) ?? title
  return payload === undefined ? undefined : { type: 'reply', from: 'template', id: payload, title: title ?? payload }
}

function interactive(part: Json | undefined): Content | undefined {
  switch (part?.type) {
    case 'button_reply':
      return reply('button', record(part.button_reply))
    case 'list_reply':
      return reply('list', record(part.list_reply))
    case 'nfm_reply': {
      const form = record(part.nfm_reply)
      return form && { type: 'flow-reply', ...present({ body: text(form.body), data: answers(form.response_json) }) }
    }
    default:
      return undefined
  }
}

function reply(from: 'button' | 'list', part: Json | undefined): Reply | undefined {
  const replyId = text(part?.id)
  return replyId === undefined ? undefined : { type: 'reply', from, id: replyId, title: text(part?.title) ?? '' }
}

/** The form's answers come as JSON inside a JSON string. */
function answers(json: unknown): Json | undefined {
  if (typeof json !== 'string') return record(json)
  try {
    const parsed: unknown = JSON.parse(json)
    return record(isTooDeep(json) ? prune(parsed) : parsed)
  } catch {
    return undefined
  }
}

function location(part: Json | undefined): Content | undefined {
  const latitude = number(part?.latitude)
  const longitude = number(part?.longitude)
  if (latitude === undefined || longitude === undefined) return undefined
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined
  return { type: 'location', latitude, longitude, ...present({ name: text(part?.name), address: text(part?.address) }) }
}

function media(kind: Media['media'], part: Json | undefined): Media | undefined {
  const mediaId = id(part?.id)
  if (part === undefined || mediaId === undefined) return undefined
  const mimeType = text(part.mime_type)?.split(';', 1)[0]?.trim().toLowerCase()
  const optional = { mimeType, sha256: text(part.sha256), filename: text(part.filename), caption: text(part.caption) }
  return { type: 'media', media: kind, id: mediaId, voice: part.voice === true, ...present(optional) }
}

function reaction(part: Json | undefined): Content | undefined {
  const wamid = text(part?.message_id)
  return wamid === undefined ? undefined : { type: 'reaction', wamid, emoji: text(part?.emoji) ?? '' }
}

function edit(part: Json | undefined, outermost: boolean): Content | undefined {
  const wamid = text(part?.original_message_id)
  const message = record(part?.message)
  if (wamid === undefined || message === undefined) return undefined
  // An edit of an edit does not exist; without this a hostile body would recurse.
  const content = outermost ? withParts(message, false) : undefined
  return { type: 'edit', wamid, content: content ?? { type: 'unknown', messageType: text(message.type) ?? '' } }
}

function system(message: Json, part: Json): SystemChange {
  const change = systemChange(part.type)
  const isNumberChange = change === 'user_changed_number'
  const ids = {
    waId: text(part.wa_id) ?? text(part.new_wa_id),
    userId: text(part.user_id),
    parentUserId: text(part.parent_user_id),
    // A number change arrives from the number that was left.
    previousWaId: text(part.previous_wa_id) ?? (isNumberChange ? text(message.from) : undefined),
    previousUserId: text(part.previous_user_id),
    previousParentUserId: text(part.previous_parent_user_id),
    body: text(part.body),
  }
  return { type: 'system', change, ...present(ids) }
}

function systemChange(type: unknown): SystemChange['change'] {
  switch (type) {
    case 'user_changed_number':
    case 'user_changed_user_id':
    case 'customer_identity_changed':
      return type
    // Its name before 2022, still sent to apps that subscribed with an old version.
    case 'customer_changed_number':
      return 'user_changed_number'
    default:
      return 'other'
  }
}
