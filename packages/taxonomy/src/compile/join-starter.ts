import { fold, tokenise } from '../fold.ts'
import { wordKey } from '../word-key.ts'
import type { SourceConcept, Sources } from './sources.ts'

/**
 * ESCO with the starter's plain words. An occupation of the starter and one of ESCO's in its unit group that share a word
 * in a language are one: it keeps the starter's id, so that profiles and jobs from before stay right, the starter's label,
 * which is plain and of no gender, and the words of both. What ESCO has no match for stays as it is.
 */
export function joinStarter(esco: Sources, starter: Sources): Sources {
  const skillPairs = pairUp(esco.skills, starter.skills, () => '')
  const skillIds = new Map([...skillPairs].map(([uri, { id }]) => [uri, id]))
  const occupationPairs = pairUp(esco.occupations, starter.occupations, (occupation) => occupation.isco)
  const joined = esco.occupations.map((occupation) => {
    const { isco, uri, skills, ...own } = occupation
    const other = occupationPairs.get(occupation.id)
    const usual = skills.map((skill) => ({ ...skill, id: skillIds.get(skill.id) ?? skill.id }))
    return {
      ...joinWords(own, other),
      isco,
      ...(uri === undefined ? {} : { uri }),
      skills: usual.length > 0 ? usual : (other?.skills ?? []),
    }
  })
  return {
    ...esco,
    occupations: [...joined, ...left(starter.occupations, occupationPairs)],
    skills: [
      ...esco.skills.map((skill) => joinWords(skill, skillPairs.get(skill.id))),
      ...left(starter.skills, skillPairs),
    ],
    languages: [...new Set([...esco.languages, ...starter.languages])].sort(),
  }
}

/** By the id of the first, the second's concept that is the same: each at most once, the most shared words first. */
function pairUp<Concept extends SourceConcept>(
  first: readonly Concept[],
  second: readonly Concept[],
  groupOf: (concept: Concept) => string,
): Map<string, Concept> {
  const byWord = new Map<string, Concept[]>()
  for (const concept of first)
    for (const key of new Set(keysOf(concept, groupOf(concept)))) byWord.set(key, [...(byWord.get(key) ?? []), concept])
  const candidates = second.flatMap((concept) => {
    const shared = new Map<string, number>()
    // A shared label tells more than a shared alias.
    for (const [at, key] of keysOf(concept, groupOf(concept)).entries())
      for (const { id } of byWord.get(key) ?? []) shared.set(id, (shared.get(id) ?? 0) + (at === 0 ? 2 : 1))
    return [...shared].map(([id, count]) => ({ id, concept, count }))
  })
  const pairs = new Map<string, Concept>()
  const taken = new Set<string>()
  for (const { id, concept } of candidates.toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))) {
    if (pairs.has(id) || taken.has(concept.id)) continue
    pairs.set(id, concept)
    taken.add(concept.id)
  }
  return pairs
}

function keysOf({ words }: SourceConcept, group: string): string[] {
  return [...words].flatMap(([language, texts]) =>
    texts.map(
      (text) =>
        `${group} ${language} ${tokenise(text)
          .map((token) => wordKey(token.text))
          .join(' ')}`,
    ),
  )
}

function joinWords<Concept extends SourceConcept>(concept: Concept, other: SourceConcept | undefined): Concept {
  if (other === undefined) return concept
  const languages = [...new Set([...other.words.keys(), ...concept.words.keys()])]
  const words = languages.map((language): [string, string[]] => [
    language,
    distinct([...(other.words.get(language) ?? []), ...(concept.words.get(language) ?? [])]),
  ])
  return { ...concept, id: other.id, words: new Map(words) }
}

/** The first of those that are the same but for case and accents. */
function distinct(texts: readonly string[]): string[] {
  const first = new Map<string, string>()
  for (const text of texts) if (!first.has(fold(text))) first.set(fold(text), text)
  return [...first.values()]
}

function left<Concept extends SourceConcept>(all: readonly Concept[], pairs: ReadonlyMap<string, Concept>): Concept[] {
  const taken = new Set([...pairs.values()].map(({ id }) => id))
  return all.filter(({ id }) => !taken.has(id))
}
