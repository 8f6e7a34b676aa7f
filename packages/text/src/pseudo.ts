import { IntlMessageFormat } from 'intl-messageformat'
import type { Catalogue } from './phrase.ts'

const plain = 'aceinouyACEINOUY'
const accented = 'áçéíñóúýÁÇÉÍÑÓÚÝ'
const rightToLeftMark = '\u200f'

/** The tag of the made-up right-to-left language that tests add. */
export const pseudoLanguage = 'ar-XB'

/**
 * A catalogue of a made-up right-to-left language: the English words with accents, a right-to-left mark in front,
 * so that a text that did not come from a catalogue shows. Lengths grow by one, within WhatsApp's limits; command words only get accents.
 */
export const pseudoCatalogue = (english: Catalogue): Catalogue => {
  const entries = Object.entries(english).map(([key, message]) => [key, pseudoMessage(key, message)])
  return {
    ...Object.fromEntries(entries),
    'language.name': 'ÁRPSÉÚDÓ',
    'language.direction': 'rtl',
    'language.locale': 'ar-u-nu-latn',
  }
}

const pseudoMessage = (key: string, message: string): string => {
  const text = accentLiterals(message)
  return key.startsWith('command.') || key.startsWith('option.') ? text : `${rightToLeftMark}${text}`
}

const accentLiterals = (message: string): string => {
  let text = ''
  let from = 0
  for (const [start, end] of literalsOf(message)) {
    text += message.slice(from, start) + accent(message.slice(start, end))
    from = end
  }
  return text + message.slice(from)
}

const accent = (text: string): string =>
  // An address inside a sentence must go on leading somewhere.
  /https?:|@/.test(text) ? text : text.replaceAll(/[aceinouy]/gi, (letter) => accented[plain.indexOf(letter)] ?? letter)

type Ranges = (readonly [number, number])[]
type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** Where the plain words of a message stand, in order, inside plurals and selects too. */
const literalsOf = (message: string): Ranges =>
  new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true, captureLocation: true })
    .getAst()
    .flatMap(rangesOf)
    .sort(([a], [b]) => a - b)

const rangesOf = (element: Element): Ranges => {
  if ('options' in element) return Object.values(element.options).flatMap((option) => option.value.flatMap(rangesOf))
  if (element.type !== 0 || element.location === undefined) return []
  return [[element.location.start.offset, element.location.end.offset]]
}
