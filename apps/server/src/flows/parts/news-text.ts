import type { OutboxMessage, Phrase } from '@rolecall/core/conversation/reply'
import type { Texts } from '../../texts.ts'

/** What a message says on a page or in a mail, where the words of the chat (JOBS, STOP) mean nothing. */
export const newsTextOf = (texts: Texts, { reply }: OutboxMessage, language: string): readonly string[] =>
  reply.body.map((phrase) => texts.say(forPages(texts, phrase), language))

/** `web.me.news.<key>` says the same for readers of pages, where it stands in the catalogue. */
const forPages = ({ catalogues }: Texts, phrase: Phrase): Phrase => {
  if (!('key' in phrase)) return phrase
  const key = `web.me.news.${phrase.key}`
  return catalogues.en?.[key] === undefined ? phrase : { ...phrase, key }
}
