import { IntlMessageFormat } from 'intl-messageformat'
import type { Catalogue } from './phrase.ts'

/** A parsed sentence; `selects` names the variables whose values choose between its forms. */
export type Message = { readonly format: IntlMessageFormat['format']; readonly selects: ReadonlySet<string> }

const parsed = new WeakMap<Catalogue, Map<string, Message>>()

/**
 * The parsed message of a key; absent when there is no such key. It is kept as long as its catalogue, since parsing
 * costs five times the formatting; a catalogue is always read with one locale.
 */
export const messageOf = (catalogue: Catalogue, key: string, locale: string): Message | undefined => {
  const source = catalogue[key]
  if (source === undefined) return undefined
  const messages = parsed.get(catalogue) ?? new Map<string, Message>()
  parsed.set(catalogue, messages)
  const message = messages.get(key) ?? parseMessage(source, locale)
  messages.set(key, message)
  return message
}

const parseMessage = (source: string, locale: string): Message => {
  const message = new IntlMessageFormat(source, locale, undefined, { ignoreTag: true })
  return { format: message.format, selects: new Set(message.getAst().flatMap(selectsOf)) }
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

const selectsOf = (element: Element): string[] => {
  if (!('options' in element)) return []
  return [element.value, ...Object.values(element.options).flatMap((option) => option.value.flatMap(selectsOf))]
}
