import { ImportField } from '@rolecall/contract/api/job-import'
import { fold, synonyms, type Words } from '../conversation/words.ts'

/** What each column of the first line holds; undefined where its name is not known, or another column before it has the same. */
export const readColumns = (header: readonly string[], words: Words): readonly (ImportField | undefined)[] => {
  const taken = new Set<ImportField>()
  return header.map((name) => {
    const field = fieldOf(name, words)
    if (field === undefined || taken.has(field)) return undefined
    taken.add(field)
    return field
  })
}

/** `Job title`, `Puesto`, `Pay (KES)`, `Salary per month`: a name in any language, what stands in brackets left out. */
const fieldOf = (name: string, words: Words): ImportField | undefined => {
  const [whole, bare] = [fold(name), fold(name.replace(/[([].*/s, ''))]
  return named(whole, words) ?? named(bare, words) ?? (isPay(bare, words) ? 'pay' : undefined)
}

const named = (folded: string, words: Words): ImportField | undefined =>
  ImportField.options.find((field) => folded === fold(field) || synonyms(words, `column.${field}`).includes(folded))

/** The one column whose name often says more: what the pay is for. */
const isPay = (folded: string, words: Words): boolean =>
  synonyms(words, 'column.pay').some((name) => folded.startsWith(`${name} `))
