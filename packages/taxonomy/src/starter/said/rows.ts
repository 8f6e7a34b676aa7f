import type { Occupation } from '../../types.ts'
import { formsOfVerb, gerund } from './forms.ts'

/**
 * `[occupation, verbs, things]`, lists with commas: who has no word for their trade says what they do, "I fix cars". Every
 * verb is said of every thing; without things the verbs say enough.
 */
export type SaidRow = readonly [id: string, verbs: string, things?: string]

/** The occupations with what people say they do among their other words. */
export function withSaid(
  occupations: readonly Occupation[],
  rows: Readonly<Record<string, readonly SaidRow[]>>,
): Occupation[] {
  const said = new Map<string, Record<string, string[]>>()
  for (const [language, list] of Object.entries(rows))
    for (const row of list) {
      const words = said.get(row[0]) ?? {}
      words[language] = [...(words[language] ?? []), ...phrasesOf(row, language)]
      said.set(row[0], words)
    }
  return occupations.map((occupation) => ({
    ...occupation,
    aliases: joined(occupation, said.get(occupation.id) ?? {}),
  }))
}

function joined({ labels, aliases }: Occupation, said: Readonly<Record<string, readonly string[]>>) {
  const more = Object.entries(said).map(([language, phrases]) => {
    const there = aliases[language] ?? []
    const known = new Set([labels[language], ...there].map((word) => word?.toLowerCase()))
    return [language, [...there, ...new Set(phrases.filter((phrase) => !known.has(phrase)))]] as const
  })
  return { ...aliases, ...Object.fromEntries(more) }
}

function phrasesOf([, verbs, things = '']: SaidRow, language: string): string[] {
  const forms = listed(verbs).flatMap(formsOfVerb[language] ?? ((verb) => [verb]))
  if (things === '') return forms
  const objects = listed(things).flatMap(withSingular)
  const plain = forms.flatMap((form) => objects.map((thing) => `${form} ${thing}`))
  if (language !== 'en') return plain
  // "I do car washing": English puts the thing first as well.
  const single = listed(verbs).filter((verb) => !verb.includes(' '))
  return [...plain, ...single.flatMap((verb) => objects.map((thing) => `${thing} ${gerund(verb)}`))]
}

/** Short words are looked up as they stand, longer ones without their plural ending. */
function withSingular(thing: string): string[] {
  return /^\w{3}s$/.test(thing) ? [thing, thing.slice(0, -1)] : [thing]
}

function listed(list: string): string[] {
  return list.split(',').map((word) => word.trim())
}
