import { fold } from './fold.ts'
import type { Skill } from './types.ts'

/** What begins with some letters: found while one types. */
export interface PrefixIndex {
  /** Ids of what has a word in `language` (else in English) that begins so, labels first, then by the word; at most `limit`. */
  find(start: string, language: string, limit: number): string[]
}

interface Word {
  readonly key: string
  readonly id: string
}

interface Words {
  readonly labels: readonly Word[]
  readonly aliases: readonly Word[]
}

/** The words of a language are put in order when it is first asked for. */
export function createPrefixIndex(entries: readonly Skill[]): PrefixIndex {
  const byLanguage = new Map<string, Words>()
  return {
    find(start, language, limit) {
      const key = fold(start)
      if (key === '') return []
      const words = byLanguage.get(language) ?? wordsIn(entries, language)
      byLanguage.set(language, words)
      const labelled = beginning(words.labels, key, limit)
      return [...new Set([...labelled, ...beginning(words.aliases, key, limit)])].slice(0, limit)
    },
  }
}

function wordsIn(entries: readonly Skill[], language: string): Words {
  return {
    labels: entries.map(({ id, labels }) => ({ id, key: fold(labels[language] ?? labels.en ?? '') })).sort(byKey),
    aliases: entries
      .flatMap(({ id, aliases }) => (aliases[language] ?? []).map((alias) => ({ id, key: fold(alias) })))
      .sort(byKey),
  }
}

function beginning(words: readonly Word[], key: string, limit: number): string[] {
  const found = new Set<string>()
  for (let at = firstFrom(words, key); found.size < limit && words[at]?.key.startsWith(key); at++)
    found.add(words[at]?.id ?? '')
  return [...found]
}

function firstFrom(words: readonly Word[], key: string): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((words[middle]?.key ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}

function byKey(a: Word, b: Word): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : a.id < b.id ? -1 : 1
}
