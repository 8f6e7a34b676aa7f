import type { MatchTaxonomy } from './match-taxonomy.ts'
import type { JobRow } from './rows.ts'

/** What of a job decides which skills it wants. */
export type SkillsAsked = Pick<JobRow['posting'], 'occupation' | 'requirements'>

/** What each skill weighs, and all of them together. */
export type SkillsWanted = { readonly weights: ReadonlyMap<string, number>; readonly sum: number }

/** What the taxonomy says of skills beyond a single occupation. */
export type SkillTable = {
  /** Whole hundredths of ln(1 + occupations over those that use the skill): the rarer, the more it says. */
  weightOf(skill: string): number
  /** Skills that so often go with this one that who has it has half of them. Never itself. */
  near(skill: string): ReadonlySet<string>
  /** The skills that an occupation needs. */
  essential(occupation: string): ReadonlySet<string>
  /** What each skill weighs for a job: those of its occupation and those that it asks for. Whole numbers above 0. */
  wanted(posting: SkillsAsked): SkillsWanted
}

/** Reads the taxonomy when first asked, and remembers. `nearSkills`: see the weights. Two skills are near only by two occupations or more. */
export const createSkillTable = (taxonomy: MatchTaxonomy, nearSkills: number): SkillTable => {
  let users: ReadonlyMap<string, readonly string[]> | undefined
  const wantedBy = new WeakMap<SkillsAsked, SkillsWanted>()
  const usersOf = (skill: string): readonly string[] => {
    users ??= occupationsBySkill(taxonomy)
    return users.get(skill) ?? []
  }
  const weightOf = (skill: string): number => {
    const all = Math.max(1, taxonomy.occupations().length)
    return Math.round(100 * Math.log(1 + all / Math.max(1, usersOf(skill).length)))
  }
  return {
    weightOf,
    near: remember((skill) => {
      const near = new Set<string>()
      const mine = usersOf(skill)
      for (const [other, both] of usedTogether(skill, mine, taxonomy))
        if (both >= 2 && both / (mine.length + usersOf(other).length - both) >= nearSkills) near.add(other)
      return near
    }),
    essential: remember(
      (occupation) =>
        new Set(taxonomy.occupation(occupation)?.skills.flatMap(({ id, essential }) => (essential ? [id] : []))),
    ),
    wanted(posting) {
      const known = wantedBy.get(posting)
      if (known !== undefined) return known
      const wanted = wantedOf(posting, taxonomy, weightOf)
      wantedBy.set(posting, wanted)
      return wanted
    },
  }
}

const wantedOf = (
  { occupation, requirements }: SkillsAsked,
  taxonomy: MatchTaxonomy,
  weightOf: SkillTable['weightOf'],
): SkillsWanted => {
  const weights = new Map<string, number>()
  const add = (skill: string, double: boolean) =>
    weights.set(skill, Math.max(weights.get(skill) ?? 0, weightOf(skill) * (double ? 2 : 1)))
  for (const { id, essential } of taxonomy.occupation(occupation)?.skills ?? []) add(id, essential)
  for (const requirement of requirements) if (requirement.kind === 'skill') add(requirement.skill, requirement.must)
  let sum = 0
  for (const weight of weights.values()) sum += weight
  return { weights, sum }
}

/** Bounds the memory, whatever ids the rows hold. */
const mostRemembered = 50_000

const remember = <Value>(make: (key: string) => Value): ((key: string) => Value) => {
  const known = new Map<string, Value>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    if (known.size >= mostRemembered) known.clear()
    const made = make(key)
    known.set(key, made)
    return made
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
