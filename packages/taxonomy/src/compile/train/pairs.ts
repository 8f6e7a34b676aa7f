import { formsOf } from '../../label-forms.ts'
import type { OnetOccupation } from '../read/onet.ts'
import type { SourceConcept, SourceOccupation, Sources } from '../sources.ts'
import { alikeBySkills } from './alike-by-skills.ts'
import type { Random } from './random.ts'

/** Two texts that mean alike. Pairs of one group are never taken for each other's wrong answer. */
export interface Pair {
  readonly left: string
  readonly right: string
  readonly group: string
}

/** How often each kind of pair is drawn for each text that it can be drawn for. */
export const drawn = {
  /** A label of an occupation with another of the same, in any language. */
  labels: 20,
  /** A label of an occupation with some words of its description. */
  descriptions: 3,
  /** A label of an occupation with one of an occupation that needs much the same skills. */
  alike: 15,
  /** An alternative label of a skill with another of the same. */
  skillLabels: 2,
  /** A label of an occupation with a label of a skill that it needs, and of one that helps. */
  essentialSkills: 3,
  optionalSkills: 1,
  /** A title of an O*NET occupation with another of the same. */
  titles: 13,
  /** A title of an O*NET occupation with some words of its description. */
  titleDescriptions: 13,
  /** A title with a title of an occupation that O*NET calls most alike. */
  related: 9,
} as const

/**
 * What training learns from. The official crosswalk between O*NET and ESCO is left out on purpose: a gold set is made
 * from it. Of the gold sets themselves nothing is read.
 */
export function drawPairs(sources: Sources, onet: readonly OnetOccupation[], random: Random): Pair[] {
  return [
    ...sources.occupations.flatMap((occupation) => occupationPairs(occupation, random)),
    ...alikePairs(sources.occupations, random),
    ...sources.skills.flatMap((skill) => skillPairs(skill, random)),
    ...needPairs(sources, random),
    ...onet.flatMap((occupation) => titlePairs(occupation, random)),
    ...relatedPairs(onet, random),
  ]
}

function occupationPairs(occupation: SourceOccupation, random: Random): Pair[] {
  const english = wordsIn(occupation, 'en')
  const all = allWords(occupation)
  const pairs: Pair[] = []
  for (let time = 0; time < drawn.labels; time++)
    for (const left of all) {
      const right = random.pick(
        english.length > 1 && random.share() < englishShare(english.includes(left)) ? english : all,
      )
      if (right !== left) pairs.push({ left, right, group: occupation.id })
    }
  for (let time = 0; time < drawn.descriptions; time++)
    for (const description of occupation.descriptions.values())
      pairs.push({ left: random.pick(all), right: someWords(description, random), group: occupation.id })
  return pairs
}

/** Partners are English more often than not, so that all languages meet there. */
function englishShare(isEnglish: boolean): number {
  return isEnglish ? 0.5 : 0.8
}

/** In English where there is any: in other languages the occupations' own labels meet it. */
function alikePairs(occupations: readonly SourceOccupation[], random: Random): Pair[] {
  const labelsOf = (occupation: SourceOccupation): string[] => {
    const english = wordsIn(occupation, 'en')
    return english.length > 0 ? english : allWords(occupation)
  }
  return alikeBySkills(occupations).flatMap(({ occupation, alike }) => {
    const lefts = labelsOf(occupation)
    return alike.flatMap((other) => {
      const rights = labelsOf(other)
      return Array.from({ length: drawn.alike }, () => ({
        left: random.pick(lefts),
        right: random.pick(rights),
        group: occupation.id,
      }))
    })
  })
}

function skillPairs(skill: SourceConcept, random: Random): Pair[] {
  const all = allWords(skill)
  const pairs: Pair[] = []
  for (let time = 0; time < drawn.skillLabels; time++)
    for (const [at, left] of all.entries())
      if (at > 0) pairs.push({ left, right: random.pick(all.slice(0, at)), group: skill.id })
  return pairs
}

function needPairs({ occupations, skills }: Sources, random: Random): Pair[] {
  const wordsOf = new Map(skills.map((skill) => [skill.id, allWords(skill)]))
  return occupations.flatMap((occupation) => {
    const lefts = allWords(occupation)
    return occupation.skills.flatMap(({ id, essential }) => {
      const rights = wordsOf.get(id)
      if (rights === undefined) return []
      return Array.from({ length: essential ? drawn.essentialSkills : drawn.optionalSkills }, () => ({
        left: random.pick(lefts),
        right: random.pick(rights),
        group: id,
      }))
    })
  })
}

function titlePairs({ code, titles, description }: OnetOccupation, random: Random): Pair[] {
  const pairs: Pair[] = []
  for (let time = 0; time < drawn.titles; time++)
    for (const left of titles) {
      const right = random.pick(titles)
      if (right !== left) pairs.push({ left, right, group: code })
    }
  for (let time = 0; time < drawn.titleDescriptions; time++)
    pairs.push({ left: random.pick(titles), right: someWords(description, random), group: code })
  return pairs
}

function relatedPairs(onet: readonly OnetOccupation[], random: Random): Pair[] {
  const titlesOf = new Map(onet.map(({ code, titles }) => [code, titles]))
  return onet.flatMap(({ code, titles, related }) =>
    related.flatMap((other) => {
      const others = titlesOf.get(other)
      if (others === undefined) return []
      return Array.from({ length: drawn.related }, () => ({
        left: random.pick(titles),
        right: random.pick(others),
        group: code,
      }))
    }),
  )
}

function wordsIn(concept: SourceConcept, language: string): string[] {
  return (concept.words.get(language) ?? []).flatMap(formsOf)
}

function allWords(concept: SourceConcept): string[] {
  return [...new Set([...concept.words.keys()].sort().flatMap((language) => wordsIn(concept, language)))]
}

const fewest = 8

function someWords(description: string, random: Random): string {
  const words = description.split(/\s+/)
  const count = fewest + random.below(fewest)
  const from = random.below(Math.max(1, words.length - count))
  return words.slice(from, from + count).join(' ')
}
