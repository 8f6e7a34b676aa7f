import type { MatchTaxonomy } from './match-taxonomy.ts'

/** What the taxonomy says of skills beyond a single occupation. */
export type SkillTable = {
  /** Whole hundredths of ln(1 + occupations over those that use the skill): the rarer, the more it says. */
  weightOf(skill: string): number
  /** Skills that so often go with this one that who has it has half of them. Never itself. */
  near(skill: string): ReadonlySet<string>
}

/** Reads the taxonomy when first asked. `nearSkills`: see the weights. Two skills are near only by two occupations or more. */
export const createSkillTable = (taxonomy: MatchTaxonomy, nearSkills: number): SkillTable => {
  let users: ReadonlyMap<string, readonly string[]> | undefined
  const known = new Map<string, ReadonlySet<string>>()
  const usersOf = (skill: string): readonly string[] => {
    users ??= occupationsBySkill(taxonomy)
    return users.get(skill) ?? []
  }
  return {
    weightOf: (skill) => {
      const all = Math.max(1, taxonomy.occupations().length)
      return Math.round(100 * Math.log(1 + all / Math.max(1, usersOf(skill).length)))
    },
    near(skill) {
      const found = known.get(skill)
      if (found !== undefined) return found
      const near = new Set<string>()
      const mine = usersOf(skill)
      for (const [other, both] of usedTogether(skill, mine, taxonomy))
        if (both >= 2 && both / (mine.length + usersOf(other).length - both) >= nearSkills) near.add(other)
      known.set(skill, near)
      return near
    },
  }
}

/** Skills that stand twice in one occupation count once. */
const skillsOf = (occupation: string, taxonomy: MatchTaxonomy): ReadonlySet<string> =>
  new Set(taxonomy.occupation(occupation)?.skills.map(({ id }) => id))

const occupationsBySkill = (taxonomy: MatchTaxonomy): ReadonlyMap<string, readonly string[]> => {
  const users = new Map<string, string[]>()
  for (const { id } of taxonomy.occupations())
    for (const skill of skillsOf(id, taxonomy)) {
      const list = users.get(skill)
      if (list === undefined) users.set(skill, [id])
      else list.push(id)
    }
  return users
}

const usedTogether = (skill: string, users: readonly string[], taxonomy: MatchTaxonomy): Map<string, number> => {
  const together = new Map<string, number>()
  for (const occupation of users)
    for (const other of skillsOf(occupation, taxonomy))
      if (other !== skill) together.set(other, (together.get(other) ?? 0) + 1)
  return together
}
