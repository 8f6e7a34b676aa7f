import type { ConversationEvent } from '@rolecall/core/conversation/event'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Content, MessageEvent } from '@rolecall/whatsapp/webhook/event'

/** WhatsApp's message in the chat's words. An edited text counts as a new one; `kept`: what became of what was sent along. */
export const toConversationEvent = (
  message: MessageEvent,
  kept: DocumentOf<'media'> | undefined,
): ConversationEvent => {
  const event = eventOf(message.content, kept)
  return message.context === undefined ? event : { ...event, replyTo: message.context.id }
}

const eventOf = (content: Content, kept: DocumentOf<'media'> | undefined): ConversationEvent => {
  switch (content.type) {
    case 'text':
      return { kind: 'text', text: content.text }
    case 'reply':
      return { kind: 'tap', id: content.id, title: content.title }
    case 'location': {
      const { latitude, longitude, name } = content
      return { kind: 'location', latitude, longitude, ...(name === undefined ? {} : { name }) }
    }
    case 'media':
      return { kind: 'media', media: content.media, ...(kept?.fileKey === undefined ? {} : { mediaId: kept.id }) }
    case 'contacts':
      return { kind: 'contacts' }
    case 'reaction':
    case 'revoke':
      return { kind: 'reaction' }
    case 'edit':
      return eventOf(content.content, kept)
    case 'system':
    case 'order':
    case 'flow-reply':
    case 'request-welcome':
    case 'unsupported':
    case 'unknown':
      return { kind: 'other' }
    default:
      return content satisfies never
  }
}
