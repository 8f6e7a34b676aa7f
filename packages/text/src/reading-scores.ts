/** How easy texts are to read: words in a sentence and syllables in a word, over all of them together. */
export type Counts = { readonly sentences: number; readonly words: number; readonly syllables: number }

/** Flesch-Kincaid grade of English text: the school year that reads it with ease. */
export const fleschKincaid = ({ sentences, words, syllables }: Counts): number =>
  0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59

/** INFLESZ (Szigriszt-Pazos) of Spanish text: 65 and more is easy, 80 and more very easy. */
export const inflesz = ({ sentences, words, syllables }: Counts): number =>
  206.835 - 62.3 * (syllables / words) - words / sentences

export const countText = (texts: readonly string[], language: 'en' | 'es'): Counts => {
  const sentences = texts.flatMap((text) => text.split(/[.?!:\n]+/)).filter((sentence) => /\p{L}/u.test(sentence))
  const words = sentences.flatMap((sentence) => sentence.match(/\p{L}+/gu) ?? [])
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word.toLowerCase(), language), 0)
  return { sentences: sentences.length, words: words.length, syllables }
}

const syllablesOf = (word: string, language: 'en' | 'es'): number => {
  const groups =
    language === 'en'
      ? word.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').match(/[aeiouy]{1,2}/g)
      : spanishNuclei(word)
  return Math.max(1, groups?.length ?? 0)
}

/** Two strong vowels, or a weak one with an accent, are two syllables. */
const spanishNuclei = (word: string) => word.replace(/[qg]u(?=[eiéí])/g, 'q').match(/[iuü]?[aeoáéó][iuy]?|[íú]|[iuü]+/g)
