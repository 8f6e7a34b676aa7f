import type { Fact } from '@rolecall/contract/explanation'
import type { Choice, ListRow, Phrase, PhraseValue, Reply } from './reply.ts'

/** A sentence of the catalogue. */
export const say = (key: string, values?: Readonly<Record<string, PhraseValue>>): Phrase =>
  values === undefined ? { key } : { key, values }

export const inside = (phrase: Phrase): PhraseValue => ({ type: 'phrase', phrase })
export const together = (phrases: readonly Phrase[]): PhraseValue => ({ type: 'phrases', phrases })

/** Sentences below each other, without a blank line between them. */
export const lines = (phrases: readonly Phrase[]): Phrase =>
  phrases.reduceRight((rest, line) => say('bot.lines', { line: inside(line), rest: inside(rest) }))

/** A fact that stands alone, as a title or as an item of a list. */
export const factAlone = (value: Fact): Phrase => say('bot.value', { value })

export const textReply = (...body: readonly Phrase[]): Reply => ({ kind: 'text', body })

export const choice = (id: string, title: string): Choice => ({ id, title: say(title) })

/** Text of people's own on a button or in a row: at most `limit` characters, cut at a word where there is one. */
export const cut = (text: string, limit: number): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= limit) return line
  const room = line.slice(0, limit - 1)
  const space = room.lastIndexOf(' ')
  const end = space > limit / 2 ? room.slice(0, space) : room
  // Half of a surrogate pair is no character.
  return `${end.replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** Up to three options as buttons, more as a list. */
export const optionsReply = (body: readonly Phrase[], options: readonly ListRow[]): Reply => {
  if (options.length === 0) return textReply(...body)
  const buttons = options.map(({ id, title }) => ({ id, title }))
  if (options.length <= 3) return { kind: 'buttons', body, buttons }
  return { kind: 'list', body, button: say('option.list.choose'), sections: [{ rows: options.slice(0, 10) }] }
}
