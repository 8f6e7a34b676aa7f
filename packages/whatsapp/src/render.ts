import type { OutgoingMessage, Recipient } from '@rolecall/core/ports/messenger'
import { bodyText } from './body-text.ts'
import { limits } from './limits.ts'
import { buttonsPart, linkPart, listPart, locationRequestPart } from './render-interactive.ts'
import { templatePart } from './render-template.ts'
import { sized } from './sized.ts'

/** The body of `POST /{phone number id}/messages`. */
export interface MessageRequest {
  readonly messaging_product: 'whatsapp'
  readonly recipient_type: 'individual'
  readonly to?: string
  readonly recipient?: string
  readonly type: 'text' | 'interactive' | 'template'
  readonly biz_opaque_callback_data: string
  readonly [part: string]: unknown
}

/**
 * The request that sends `message`, within all of Meta's limits.
 *
 * What may hold data is clipped, at a word and with `…`: bodies (4096 for text, 1024 otherwise), footers, section
 * titles, titles and descriptions of rows, values of a template's parameters, which also lose line breaks, tabs
 * and runs of spaces. Where nothing is left, `-` stands.
 *
 * What the program decides throws: counts (1 to 3 buttons, 1 to 10 rows), ids (length, blank, doubled), labels of
 * buttons, of the list and of links (20 characters; data that stands on a button goes through `clipLine` first),
 * names of templates and parameters, web addresses, the recipient's ids.
 * @throws RangeError that names the limit.
 */
export function render(message: OutgoingMessage, to: Recipient, outboxId: string): MessageRequest {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...addressee(to),
    biz_opaque_callback_data: sized('outbox id', outboxId, limits.tracker),
    ...part(message),
  }
}

function part(message: OutgoingMessage): Pick<MessageRequest, 'type'> & Record<string, unknown> {
  switch (message.type) {
    case 'text':
      return { type: 'text', text: { body: bodyText(message.body, limits.textBody) } }
    case 'buttons':
      return { type: 'interactive', interactive: buttonsPart(message) }
    case 'list':
      return { type: 'interactive', interactive: listPart(message) }
    case 'location-request':
      return { type: 'interactive', interactive: locationRequestPart(message) }
    case 'link':
      return { type: 'interactive', interactive: linkPart(message) }
    case 'template':
      return { type: 'template', template: templatePart(message) }
    default:
      return message satisfies never
  }
}

/** A business-scoped id in `to` is dropped without an error; of both, Meta takes the phone. */
function addressee(to: Recipient): { to: string } | { recipient: string } {
  if (to.waId !== undefined && to.waId !== '') {
    if (!/^\d{1,20}$/.test(to.waId)) throw new RangeError('a phone in `to` has digits only')
    return { to: to.waId }
  }
  if (to.userId === undefined || !/^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/.test(to.userId)) {
    throw new RangeError('a recipient needs a phone or a business-scoped user id')
  }
  return { recipient: to.userId }
}
