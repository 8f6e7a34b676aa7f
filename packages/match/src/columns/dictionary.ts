/** Whole numbers for words that come again and again. They start at 1 and are never taken back. */
export type Dictionary = {
  /** The number of a word, a new one where it has none. */
  number(word: string): number
  word(number: number): string
  /** One more than the largest number. */
  size(): number
  /** All words in the order of their numbers, from 1 on. */
  all(): readonly string[]
}

export const createDictionary = (): Dictionary => {
  const numbers = new Map<string, number>()
  const words = ['']
  return {
    number(word) {
      const known = numbers.get(word)
      if (known !== undefined) return known
      numbers.set(word, words.length)
      words.push(word)
      return words.length - 1
    },
    word: (number) => words[number] ?? '',
    size: () => words.length,
    all: () => words.slice(1),
  }
}

/** All that is numbered in the records of one engine. */
export type Dictionaries = {
  readonly occupations: Dictionary
  readonly skills: Dictionary
  readonly languages: Dictionary
  /** `licence:<licence>` and `permit:<country>`. */
  readonly papers: Dictionary
  readonly currencies: Dictionary
  /** What a job's skills are made of: its occupation and the skills it asks for. */
  readonly skillSets: Dictionary
}

export const createDictionaries = (): Dictionaries => ({
  occupations: createDictionary(),
  skills: createDictionary(),
  languages: createDictionary(),
  papers: createDictionary(),
  currencies: createDictionary(),
  skillSets: createDictionary(),
})
