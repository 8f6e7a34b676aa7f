import { occupationNearness, skillWeights } from './nearness.ts'
import type { Term } from './term.ts'
import { createTermIndex, type TermIndex } from './term-index.ts'
import type { Occupation, Skill, Taxonomy } from './types.ts'

/** A taxonomy over tables in memory. `name` starts its version; the rest of the version is a hash of the tables. */
export function createTaxonomy(tables: {
  name: string
  occupations: readonly Occupation[]
  skills: readonly Skill[]
}): Taxonomy {
  const occupations = new Map(tables.occupations.map((occupation) => [occupation.id, occupation]))
  const skills = new Map(tables.skills.map((skill) => [skill.id, skill]))
  const weights = skillWeights(tables.occupations)
  const occupationTerms = createTermIndex(termsOf(tables.occupations))
  const skillTerms = createTermIndex(termsOf(tables.skills))
  return {
    version: `${tables.name}-${hash(JSON.stringify([tables.occupations, tables.skills]))}`,
    occupation: (id) => occupations.get(id),
    skill: (id) => skills.get(id),
    occupations: () => tables.occupations,
    skills: () => tables.skills,
    label: (id, language) => labelOf(occupations.get(id) ?? skills.get(id), id, language),
    findOccupations: (text, options) => find(occupationTerms, text, options),
    findSkills: (text, options) => find(skillTerms, text, options),
    nearness(a, b) {
      const [first, second] = [occupations.get(a), occupations.get(b)]
      return first && second ? occupationNearness(first, second, weights) : 0
    },
  }
}

function find(index: TermIndex, text: string, options: { languages?: readonly string[]; limit?: number } = {}) {
  const limit = options.limit ?? 5
  return index
    .read(text, options.languages)
    .slice(0, limit)
    .map(({ id, confidence, matched }) => ({ id, confidence, matched }))
}

function termsOf(entries: readonly Skill[]): Term[] {
  return entries.flatMap(({ id, labels, aliases }) => [
    ...Object.entries(labels).map(([language, text]) => ({ id, language, text, label: true })),
    ...Object.entries(aliases).flatMap(([language, texts]) =>
      texts.map((text) => ({ id, language, text, label: false })),
    ),
  ])
}

function labelOf(entry: Skill | undefined, id: string, language: string): string {
  const primary = language.split('-')[0] ?? language
  return entry?.labels[language] ?? entry?.labels[primary] ?? entry?.labels.en ?? id
}

/** FNV-1a, 32 bits, as eight hexadecimal digits. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return (value >>> 0).toString(16).padStart(8, '0')
}
