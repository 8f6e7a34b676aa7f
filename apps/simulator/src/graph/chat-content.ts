import type { Attachment, ChatMessage, MediaKind, Offer } from '../world/types.ts'
import type { World } from '../world/world.ts'
import { fillTemplate } from './fill-template.ts'
import type { Interactive } from './interactive-request.ts'
import type { MessageSend } from './message-request.ts'

/** What a phone shows of a request; the pricing category with it. */
export interface ChatContent {
  readonly shown: Pick<ChatMessage, 'type' | 'text' | 'header' | 'footer' | 'template' | 'offers' | 'attachment'>
  readonly category: 'service' | 'utility' | 'marketing' | 'authentication'
}

/** @throws GraphError where the template or its parameters do not fit. */
export const chatContent = (world: World, message: MessageSend): ChatContent => {
  if (message.type === 'template') {
    const { template, ...shown } = fillTemplate(world, message.template)
    const category = ({ UTILITY: 'utility', MARKETING: 'marketing', AUTHENTICATION: 'authentication' } as const)[
      template.category
    ]
    return { shown: { type: 'template', template: template.name, ...shown }, category }
  }
  return { shown: { type: message.type, ...freeForm(message) }, category: 'service' }
}

type Shown = Omit<ChatContent['shown'], 'type'>

const freeForm = (message: Exclude<MessageSend, { type: 'template' }>): Shown => {
  switch (message.type) {
    case 'text':
      return { text: message.text.body }
    case 'interactive':
      return interactive(message.interactive)
    case 'image':
      return mediaShown('image', message.image)
    case 'video':
      return mediaShown('document', message.video)
    case 'audio':
      return mediaShown('audio', message.audio)
    case 'sticker':
      return mediaShown('sticker', message.sticker)
    case 'document':
      return mediaShown('document', message.document)
    case 'location': {
      const { latitude, longitude, name } = message.location
      const label = name === undefined ? {} : { label: name }
      return {
        text: '',
        attachment: { kind: 'location', latitude: Number(latitude), longitude: Number(longitude), ...label },
      }
    }
    case 'contacts':
      return {
        text: '',
        attachment: { kind: 'contact', name: message.contacts.map((one) => one.name.formatted_name).join(', ') },
      }
    case 'reaction':
      return { text: message.reaction.emoji }
    default:
      return message satisfies never
  }
}

const mediaShown = (kind: MediaKind, media: Record<string, unknown>): Shown => {
  const filename = typeof media.filename === 'string' ? { filename: media.filename } : {}
  const link = typeof media.link === 'string' ? { link: media.link } : {}
  const mediaId = typeof media.id === 'string' ? { mediaId: media.id } : {}
  const attachment: Attachment = { kind, ...mediaId, ...link, ...filename }
  return { text: typeof media.caption === 'string' ? media.caption : '', attachment }
}

const interactive = (part: Interactive): Shown => ({
  text: part.body.text,
  ...('footer' in part && part.footer !== undefined ? { footer: part.footer.text } : {}),
  ...('header' in part && part.header?.type === 'text' ? { header: part.header.text } : {}),
  offers: [offer(part)],
})

const offer = (part: Interactive): Offer => {
  switch (part.type) {
    case 'button':
      return { kind: 'buttons', buttons: part.action.buttons.map(({ reply }) => reply) }
    case 'list':
      return {
        kind: 'list',
        button: part.action.button,
        sections: part.action.sections.map(({ title, rows }) => ({
          ...(title === undefined ? {} : { title }),
          rows: rows.map(({ description, ...row }) => ({
            ...row,
            ...(description === undefined ? {} : { description }),
          })),
        })),
      }
    case 'cta_url':
      return { kind: 'link', label: part.action.parameters.display_text, url: part.action.parameters.url }
    case 'location_request_message':
      return { kind: 'location' }
    case 'request_contact_info':
      return { kind: 'contact' }
    case 'flow':
      return { kind: 'link', label: part.action.parameters.flow_cta, url: 'about:blank#flow' }
    default:
      return part satisfies never
  }
}
