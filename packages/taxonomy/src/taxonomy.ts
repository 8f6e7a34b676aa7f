import { createFinder } from './finder.ts'
import { fnv1a } from './fnv.ts'
import { occupationNearness, skillWeights } from './nearness.ts'
import { createPrefixIndex } from './prefix-index.ts'
import type { Occupation, Skill, Taxonomy } from './types.ts'
import { createVectors, type VectorData } from './vectors/vector-table.ts'

/**
 * A taxonomy over tables in memory. `name` starts its version; the rest of the version is a hash of the tables. With
 * `vectors`, words that name nothing known are guessed by what they mean.
 */
export function createTaxonomy(tables: {
  name: string
  occupations: readonly Occupation[]
  skills: readonly Skill[]
  vectors?: VectorData
}): Taxonomy {
  const occupations = new Map(tables.occupations.map((occupation) => [occupation.id, occupation]))
  const skills = new Map(tables.skills.map((skill) => [skill.id, skill]))
  const weights = skillWeights(tables.occupations)
  const vectors = tables.vectors && createVectors(tables.vectors)
  const findOccupations = createFinder(tables.occupations, vectors)
  const findSkills = createFinder(tables.skills, vectors)
  const occupationPrefixes = createPrefixIndex(tables.occupations)
  const skillPrefixes = createPrefixIndex(tables.skills)
  return {
    version: `${tables.name}-${hash(JSON.stringify([tables.occupations, tables.skills]))}`,
    occupation: (id) => occupations.get(id),
    skill: (id) => skills.get(id),
    occupations: () => tables.occupations,
    skills: () => tables.skills,
    label: (id, language) => labelOf(occupations.get(id) ?? skills.get(id), id, language),
    findOccupations,
    findSkills,
    occupationsBeginning: occupationPrefixes.find,
    skillsBeginning: skillPrefixes.find,
    nearness(a, b) {
      const [first, second] = [occupations.get(a), occupations.get(b)]
      return first && second ? occupationNearness(first, second, weights) : 0
    },
  }
}

function labelOf(entry: Skill | undefined, id: string, language: string): string {
  const primary = language.split('-')[0] ?? language
  return entry?.labels[language] ?? entry?.labels[primary] ?? entry?.labels.en ?? id
}

/** Eight hexadecimal digits. */
function hash(text: string): string {
  return fnv1a(text).toString(16).padStart(8, '0')
}
