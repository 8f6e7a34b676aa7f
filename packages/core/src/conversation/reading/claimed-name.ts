import { fold, isIn, synonyms, type Words } from '../words.ts'

/** `I am Joseph, her brother`: someone else holds the phone. Undefined unless the words say how the two are related. */
export const readClaimedName = (text: string, words: Words): string | undefined => {
  if (text.length > 200 || !isIn(words, 'relation', fold(text))) return undefined
  const name = withoutIntroduction(text, words)
  if (name === text.trim()) return undefined
  const first = name.match(/^[\p{L}\p{M}'’-]{2,30}/u)?.[0]
  return first !== undefined && !isIn(words, 'relation', fold(first)) && !isIn(words, 'possessive', fold(first))
    ? first
    : undefined
}

/** A name as it was given, without `my name is` before it. */
export const withoutIntroduction = (text: string, words: Words): string => {
  const trimmed = text.trim()
  const pieces = [...trimmed.matchAll(/[\p{L}\p{M}'’]+/gu)]
  const introductions = new Set(synonyms(words, 'i-am'))
  for (let length = 4; length >= 1; length -= 1) {
    const said = pieces.slice(0, length)
    const next = pieces[length]
    if (said.length === length && next !== undefined && introductions.has(said.map(([word]) => fold(word)).join(' ')))
      return trimmed.slice(next.index)
  }
  return trimmed
}

/** What can be a name: letters, at most 60 characters, no digits, questions or addresses. */
export const readName = (text: string, words: Words): string | undefined => {
  const [first = ''] = withoutIntroduction(text, words).split(',')
  const name = first
    .replace(/\s+/g, ' ')
    .replace(/[.!,]+$/, '')
    .trim()
  if (name.length > 60 || name.split(' ').length > 6) return undefined
  return /\p{L}{2}/u.test(name) && !/[\d?¿@:/\\<>{}#]/.test(name) ? name : undefined
}
