import type { Experience } from '@rolecall/contract/profile'
import { fold, isIn, synonyms, type Words } from '../words.ts'

/** `3 years`, `6 meses`, `never`, `many years`. */
export const readExperience = (text: string, words: Words): Experience | undefined => {
  const folded = fold(text).replace(/(\d)(\p{L})/gu, '$1 $2')
  if (isIn(words, 'no-experience', folded)) return 'none'
  const isMonths = isIn(words, 'period.month', folded)
  const years = folded.split(' ').find((word) => synonyms(words, 'period.year').includes(word))
  if (years === undefined && !isMonths) return undefined
  const number = folded.match(/\d+/)
  if (number !== null) return fromMonths(Number(number[0]) * (years === undefined ? 1 : 12))
  // `many years`, `dos años`: more than one is two or more.
  return years?.endsWith('s') ? '2-years-or-more' : 'under-2-years'
}

const fromMonths = (months: number): Experience => {
  if (months === 0) return 'none'
  return months < 24 ? 'under-2-years' : '2-years-or-more'
}
