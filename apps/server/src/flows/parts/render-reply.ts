import type { OutboxMessage, Phrase, Reply } from '@rolecall/core/conversation/reply'
import type { OutgoingMessage } from '@rolecall/core/ports/messenger'
import type { Texts } from '../../texts.ts'

/** A reply in the reader's language, as WhatsApp is to carry it. */
export const renderReply = (reply: Reply, language: string, texts: Texts): OutgoingMessage => {
  const say = (phrase: Phrase) => texts.say(phrase, language)
  const body = reply.body
    .map(say)
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')
  switch (reply.kind) {
    case 'text':
      return { type: 'text', body }
    case 'buttons':
      return { type: 'buttons', body, buttons: reply.buttons.map(({ id, title }) => ({ id, title: say(title) })) }
    case 'list':
      return {
        type: 'list',
        body,
        button: say(reply.button),
        sections: reply.sections.map((section) => ({
          ...(section.title === undefined ? {} : { title: say(section.title) }),
          rows: section.rows.map((row) => ({
            id: row.id,
            title: say(row.title),
            ...(row.description === undefined ? {} : { description: say(row.description) }),
          })),
        })),
      }
    case 'ask-location':
      return { type: 'location-request', body }
    case 'link':
      return { type: 'link', body, label: say(reply.label), url: reply.url }
    default:
      return reply satisfies never
  }
}

/** The same news as a template, for outside the 24-hour window; undefined where the message has none. */
export const renderTemplate = (message: OutboxMessage, texts: Texts): OutgoingMessage | undefined => {
  if (message.template === undefined) return undefined
  const { name, values } = message.template
  const text = texts.text(message.language)
  return {
    type: 'template',
    name,
    language: message.language,
    parameters: Object.entries(values).map(([parameter, value]) => ({ name: parameter, value: text.value(value) })),
  }
}
