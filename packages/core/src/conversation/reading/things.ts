import { LanguageLevel } from '@rolecall/contract/language'
import { Licence } from '@rolecall/contract/requirement'
import { spokenLanguageCodes } from '@rolecall/contract/spoken-languages'
import type { SkillReading, Taxonomy } from '@rolecall/taxonomy/types'
import { fold, isIn, synonyms, type Words } from '../words.ts'

/** A skill that resembles one less than so is none. */
const leastSkill = 0.6

/** The licence or certificate that a (folded) text names; the longest name where it holds several. */
export const licenceIn = (folded: string, words: Words): Licence | undefined =>
  Licence.options
    .flatMap((licence) =>
      [fold(licence), ...synonyms(words, `licence.${licence}`)].map((name) => ({ licence, name: ` ${name} ` })),
    )
    .filter(({ name }) => ` ${folded} `.includes(name))
    .toSorted((a, b) => b.name.length - a.name.length)[0]?.licence

/** The code of the language that is called so (folded). */
export const languageCalled = (name: string, { names }: Pick<Words, 'names'>): string | undefined =>
  languageNamesOf(names).get(name)

/** How well a language is spoken, `good` where the (folded) text does not say, and what is left of it: the name. */
export const levelIn = (folded: string, words: Words): { readonly name: string; readonly level: LanguageLevel } => {
  const level = LanguageLevel.options.find((each) => isIn(words, `level.${each}`, folded)) ?? 'good'
  return { name: withoutWords(folded, synonyms(words, `level.${level}`)), level }
}

/** The skill that a text names. `languages`: whose words count; all when absent. */
export const skillIn = (
  text: string,
  taxonomy: Pick<Taxonomy, 'findSkills'>,
  languages?: readonly string[],
): SkillReading | undefined => {
  const options = { limit: 1, ...(languages === undefined ? {} : { languages }) }
  const [best] = taxonomy.findSkills(text.slice(0, 200), options)
  return best !== undefined && best.confidence >= leastSkill ? best : undefined
}

/** A folded text without these words. */
export const withoutWords = (folded: string, names: readonly string[]): string =>
  names
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, name) => left.replaceAll(` ${name} `, ' '), ` ${folded} `)
    .trim()

/** Codes of languages by what they are called, folded, in each language that there are texts in, and in itself. Dear to make, so made once. */
const languageNamesOf = (names: Words['names']): ReadonlyMap<string, string> => {
  const known = languageNames.get(names)
  if (known !== undefined) return known
  const nameIn = (tag: string) => {
    const inLanguage = new Intl.DisplayNames(tag, { type: 'language' })
    return (code: string) => [fold(inLanguage.of(code) ?? code), code] as const
  }
  const made = new Map([
    ...spokenLanguageCodes.map((code) => nameIn(code)(code)),
    ...Object.keys(names).flatMap((tag) => spokenLanguageCodes.map(nameIn(tag))),
  ])
  languageNames.set(names, made)
  return made
}
const languageNames = new WeakMap<Words['names'], ReadonlyMap<string, string>>()
