import type { Occupation, Skill, UsualSkill } from '../types.ts'

/** What a source says of an occupation or a skill: its words by language, the label first. */
export interface SourceConcept {
  readonly id: string
  readonly words: ReadonlyMap<string, readonly string[]>
  readonly descriptions: ReadonlyMap<string, string>
}

export interface SourceOccupation extends SourceConcept {
  /** ISCO-08 unit group. */
  readonly isco: string
  /** The concept's URI, where it has one. */
  readonly uri?: string
  readonly skills: readonly UsualSkill[]
}

export interface Sources {
  readonly occupations: readonly SourceOccupation[]
  readonly skills: readonly SourceConcept[]
  readonly languages: readonly string[]
  /** What was not there, in words for the operator. */
  readonly lacking: readonly string[]
}

/** The taxonomy that Rolecall ships, as a source like another. */
export function starterSource(starter: { occupations: readonly Occupation[]; skills: readonly Skill[] }): Sources {
  return {
    occupations: starter.occupations.map((occupation) => ({
      ...conceptOf(occupation),
      isco: occupation.isco,
      skills: occupation.skills,
    })),
    skills: starter.skills.map(conceptOf),
    languages: ['en', 'es'],
    lacking: [],
  }
}

function conceptOf({ id, labels, aliases }: Skill): SourceConcept {
  const words = Object.entries(labels).map(([language, label]): [string, string[]] => [
    language,
    [label, ...(aliases[language] ?? [])],
  ])
  return { id, words: new Map(words), descriptions: new Map() }
}

export function toOccupation(source: SourceOccupation): Occupation {
  const { isco, skills, uri } = source
  return { ...toSkill(source), isco, skills, ...(uri === undefined ? {} : { uri }) }
}

export function toSkill({ id, words }: SourceConcept): Skill {
  const entries = [...words].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    id,
    labels: Object.fromEntries(entries.map(([language, [label = id]]) => [language, label])),
    aliases: Object.fromEntries(entries.map(([language, [, ...aliases]]) => [language, aliases])),
  }
}
