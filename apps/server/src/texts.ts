import type { Phrase } from '@rolecall/core/conversation/reply'
import type { Taxonomy } from '@rolecall/taxonomy/types'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { createText, type Text } from '@rolecall/text/format'
import type { Log } from './log.ts'

/** Every language that has a catalogue, ready to speak. */
export type Texts = {
  /** English first: it is spoken to whoever's language is not known yet. */
  readonly languages: readonly string[]
  /** Falls back to English for a language without a catalogue. */
  text(language: string): Text
  /** By language tag. */
  readonly catalogues: Readonly<Record<string, Readonly<Record<string, string>>>>
  say(phrase: Phrase, language: string): string
}

export const loadTexts = async (options: {
  readonly taxonomy: Taxonomy
  readonly log: Log
  readonly folder?: string | undefined
}): Promise<Texts> => {
  const { taxonomy, log, folder } = options
  const catalogues = await loadCatalogues(folder)
  const missing = {
    english: catalogues.en ?? {},
    report: (key: string, language: string) => log.error('text.missing', { key, language }),
  }
  const texts = new Map(
    Object.entries(catalogues).map(([language, catalogue]) => [
      language,
      createText(
        catalogue,
        language,
        { occupation: (id) => taxonomy.label(id, language), skill: (id) => taxonomy.label(id, language) },
        missing,
      ),
    ]),
  )
  const english = texts.get('en')
  if (english === undefined) throw new Error('the English catalogue is missing')
  const text = (language: string): Text => texts.get(language) ?? english
  return {
    languages: ['en', ...[...texts.keys()].filter((tag) => tag !== 'en')],
    text,
    catalogues,
    say: (phrase, language) => text(language).say(phrase),
  }
}
