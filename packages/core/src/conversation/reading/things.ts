import { LanguageLevel } from '@rolecall/contract/language'
import { Licence } from '@rolecall/contract/requirement'
import { spokenLanguageCodes } from '@rolecall/contract/spoken-languages'
import type { Taxonomy } from '@rolecall/taxonomy/types'
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

/** A language and how well it is spoken: `good` where the (folded) text does not say. */
export const languageIn = (
  folded: string,
  words: Words,
): { readonly language: string; readonly level: LanguageLevel } | undefined => {
  const level = LanguageLevel.options.find((each) => isIn(words, `level.${each}`, folded)) ?? 'good'
  const name = withoutWords(folded, synonyms(words, `level.${level}`))
  const language = spokenLanguageCodes.includes(name) ? name : languageNamesOf(words.names).get(name)
  return language === undefined ? undefined : { language, level }
}

/** The id of the skill that a text names. `languages`: whose words count; all when absent. */
export const skillIn = (
  text: string,
  taxonomy: Pick<Taxonomy, 'findSkills'>,
  languages?: readonly string[],
): string | undefined => {
  const options = { limit: 1, ...(languages === undefined ? {} : { languages }) }
  const [best] = taxonomy.findSkills(text.slice(0, 200), options)
  return best !== undefined && best.confidence >= leastSkill ? best.id : undefined
}

/** A folded text without these words. */
export const withoutWords = (folded: string, names: readonly string[]): string =>
  names
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, name) => left.replaceAll(` ${name} `, ' '), ` ${folded} `)
    .trim()

/** Codes of languages by what they are called, folded, in each language that there are texts in. Dear to make, so made once. */
const languageNamesOf = (names: Words['names']): ReadonlyMap<string, string> => {
  const known = languageNames.get(names)
  if (known !== undefined) return known
  const made = new Map(
    Object.keys(names).flatMap((tag) => {
      const inLanguage = new Intl.DisplayNames(tag, { type: 'language' })
      return spokenLanguageCodes.map((code) => [fold(inLanguage.of(code) ?? code), code] as const)
    }),
  )
  languageNames.set(names, made)
  return made
}
const languageNames = new WeakMap<Words['names'], ReadonlyMap<string, string>>()
