import type { OutgoingMessage, Row, Section } from '@rolecall/core/ports/messenger'
import { bodyText, lineText, optionalLine } from './body-text.ts'
import { limits } from './limits.ts'
import { counted, distinct, sized, webAddress } from './sized.ts'

type Of<T extends OutgoingMessage['type']> = Extract<OutgoingMessage, { type: T }>

export function buttonsPart({ body, footer, buttons }: Of<'buttons'>): object {
  counted('buttons', buttons.length, limits.buttons)
  const ids = buttons.map((button) => button.id)
  const titles = buttons.map((button) => button.title)
  distinct('ids of buttons', ids)
  distinct('titles of buttons', titles)
  const replies = buttons.map(({ id, title }) => ({
    type: 'reply',
    reply: {
      id: sized('id of a button', id, limits.buttonId),
      title: sized('title of a button', title, limits.buttonTitle),
    },
  }))
  return { type: 'button', ...texts(body, footer), action: { buttons: replies } }
}

export function listPart({ body, footer, button, sections }: Of<'list'>): object {
  const rows = sections.flatMap((section) => section.rows)
  counted('rows', rows.length, limits.listRows)
  distinct(
    'ids of rows',
    rows.map((row) => row.id),
  )
  const filled = sections.filter((section) => section.rows.length > 0)
  const action = {
    button: sized('label of the list', button, limits.buttonTitle),
    sections: filled.map((section) => sectionPart(section, filled.length > 1)),
  }
  return { type: 'list', ...texts(body, footer), action }
}

export function locationRequestPart({ body }: Of<'location-request'>): object {
  return { type: 'location_request_message', ...texts(body), action: { name: 'send_location' } }
}

export function linkPart({ body, label, url }: Of<'link'>): object {
  const parameters = {
    display_text: sized('label of a link', label, limits.buttonTitle),
    url: webAddress('link', url, limits.url),
  }
  return { type: 'cta_url', ...texts(body), action: { name: 'cta_url', parameters } }
}

/** A title is needed where there are several sections, and may be left out of a single one. */
function sectionPart({ title, rows }: Section, needsTitle: boolean): object {
  const shown = needsTitle ? lineText(title ?? '', limits.sectionTitle) : optionalLine(title, limits.sectionTitle)
  return { ...(shown === undefined ? {} : { title: shown }), rows: rows.map(rowPart) }
}

function rowPart({ id, title, description }: Row): object {
  const shown = optionalLine(description, limits.rowDescription)
  return {
    id: sized('id of a row', id, limits.rowId),
    title: lineText(title, limits.rowTitle),
    ...(shown === undefined ? {} : { description: shown }),
  }
}

function texts(body: string, footer?: string): object {
  const shown = optionalLine(footer, limits.footer)
  const text = bodyText(body, limits.interactiveBody)
  return { body: { text }, ...(shown === undefined ? {} : { footer: { text: shown } }) }
}
