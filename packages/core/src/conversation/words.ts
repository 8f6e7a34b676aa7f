/** Sentences of each language by its tag, as the catalogues hold them. */
type Catalogues = Readonly<Record<string, Readonly<Record<string, string>>>>

/**
 * The words that the bot understands, from all catalogues: `command.<name>` holds synonyms with `|` between them,
 * `option.*` the titles that can be typed instead of tapped. All folded.
 */
export type Words = {
  /** Synonyms by command name, then by language. */
  readonly said: Readonly<Record<string, readonly { readonly language: string; readonly words: readonly string[] }[]>>
  /** Titles of all languages by key. */
  readonly titles: Readonly<Record<string, readonly string[]>>
  /** Each language in its own words, by its tag. */
  readonly names: Readonly<Record<string, string>>
}

export const wordsOf = (catalogues: Catalogues): Words => {
  const said: Record<string, { language: string; words: string[] }[]> = {}
  const titles: Record<string, string[]> = {}
  const names: Record<string, string> = {}
  for (const [language, catalogue] of Object.entries(catalogues)) {
    names[language] = catalogue['language.name'] ?? language
    for (const [key, message] of Object.entries(catalogue)) {
      if (key.startsWith('command.')) {
        const words = message.split('|').map(fold).filter(Boolean)
        said[key.slice('command.'.length)] = [...(said[key.slice('command.'.length)] ?? []), { language, words }]
      }
      if (key.startsWith('option.')) titles[key] = [...(titles[key] ?? []), fold(message)]
    }
  }
  return { said, titles, names }
}

/** Lower case, no diacritics, no apostrophes; each run of other characters is one space. */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}'’ʼ]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** All synonyms of a command name, in every language. */
export const synonyms = (words: Words, name: string): readonly string[] =>
  (words.said[name] ?? []).flatMap((entry) => entry.words)

/** The whole (folded) text is one of the words. */
export const isSaid = (words: Words, name: string, folded: string): boolean => synonyms(words, name).includes(folded)

/** The (folded) text holds one of the words, as whole words. */
export const isIn = (words: Words, name: string, folded: string): boolean =>
  synonyms(words, name).some((word) => ` ${folded} `.includes(` ${word} `))
