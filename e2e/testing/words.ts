import { loadCatalogues } from '@rolecall/text/catalogue'
import { createText, type Text } from '@rolecall/text/format'

/** The sentences of one language, to find what stands on a page or in a chat. */
export type Words = {
  readonly language: string
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string
  /** The sentence up to the first value that is not given. */
  readonly upTo: (key: string, values?: Readonly<Record<string, string | number>>) => string
  /** The first word of a command, as a person writes it. */
  readonly command: (name: string) => string
  readonly text: Text
}

const cut = '\u0000'

export const wordsIn = async (language: string, folder?: string): Promise<Words> => {
  const catalogue = (await loadCatalogues(folder))[language] ?? {}
  const text = createText(catalogue, language, { occupation: (id) => id, skill: (id) => id })
  const say: Words['say'] = (key, values = {}) => text.say({ key, values })
  return {
    language,
    text,
    say,
    upTo: (key, values = {}) => {
      const names = [...(catalogue[key] ?? '').matchAll(/\{(\w+)/g)].map(([, name = '']) => [name, cut])
      return say(key, { ...Object.fromEntries(names), ...values }).split(cut)[0] ?? ''
    },
    command: (name) => catalogue[`command.${name}`]?.split('|')[0] ?? '',
  }
}

/** As it is read: one kind of space, no marks of direction, no stars around what is bold. */
export const plain = (text: string): string =>
  text
    .replaceAll(/[\u200e\u200f\u2066-\u2069*]/g, '')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
