import { genderless } from './genderless.ts'
import { stem } from './stem.ts'

/** What a word is looked up by: without its plural ending and its gender. */
export function wordKey(word: string): string {
  return genderless(stem(word))
}
