import { IntlMessageFormat } from 'intl-messageformat'
import type { Catalogue } from './phrase.ts'

/** What is wrong with a catalogue, measured against the English one: a sentence each, empty when all is well. */
export const checkCatalogue = (catalogue: Catalogue, english: Catalogue): string[] => [
  ...Object.keys(english).flatMap((key) => (key in catalogue || optional(key) ? [] : [`${key} is missing`])),
  ...Object.keys(catalogue).flatMap((key) => (key in english || optional(key) ? [] : [`${key} is not in English`])),
  ...Object.keys(catalogue).flatMap((key) => checkMessage(key, catalogue, english)),
]

const optional = (key: string): boolean => key === 'language.locale'

const checkMessage = (key: string, catalogue: Catalogue, english: Catalogue): string[] => {
  const [message, model] = [catalogue[key] ?? '', english[key]]
  try {
    const [mine, theirs] = [variablesOf(message), variablesOf(model ?? message)]
    const same = [...mine].sort().join() === [...theirs].sort().join()
    return same ? [] : [`${key} has the variables ${[...mine]}, English has ${[...theirs]}`]
  } catch (error) {
    // The parser refuses a plural or select without `other`.
    return [`${key} cannot be read: ${error instanceof Error ? error.message : String(error)}`]
  }
}

/** The variables of an ICU message. Throws when it cannot be read. */
export const variablesOf = (message: string): Set<string> =>
  new Set(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst().flatMap(namesOf))

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

const namesOf = (element: Element): string[] => {
  if (element.type === 0 || element.type === 7) return []
  const inside =
    'options' in element ? Object.values(element.options).flatMap((option) => option.value.flatMap(namesOf)) : []
  return [element.value, ...inside]
}

/** Keys that are made of parts in the code; what begins so counts as used. */
export const dynamicPrefixes: readonly string[] = [
  'language.',
  'mail.',
  'fact.',
  'form.',
  'problem.',
  'command.',
  'option.',
  'reason.',
  'change.',
  'template.',
  'update.',
]

/** The literals of a source file that look like catalogue keys (web and bot); one that ends in a dot is a made-up key's beginning. */
export const keysIn = (source: string): { readonly keys: string[]; readonly prefixes: string[] } => {
  const literals = [...source.matchAll(/['"`]((?:bot|web)\.[a-z0-9.-]*)(['"`$])/gi)]
  const whole = literals.filter(([, key, end]) => end !== '$' && !key?.endsWith('.'))
  return {
    keys: whole.map(([, key]) => key ?? ''),
    prefixes: literals.filter((literal) => !whole.includes(literal)).map(([, key]) => key ?? ''),
  }
}
