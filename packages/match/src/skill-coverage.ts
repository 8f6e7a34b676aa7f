import { nearWork } from './occupation-check.ts'
import type { JobRow, Pair } from './rows.ts'
import type { Rules } from './rules.ts'

/**
 * 0 to 1: how much of the job's skills the person has, each by how rare it is. Essential skills and musts count double. Half
 * of a skill counts where it was not said but goes with work of the job's kind that the person has done (a cook need not say
 * that they cook), or often goes with a skill that they said. A job whose skills nobody knows covers nothing and lacks
 * nothing: a half for everyone.
 */
export const skillsCovered = (pair: Pair, rules: Rules): number => {
  const wanted = skillsWanted(pair.job.posting, rules)
  if (wanted.size === 0) return 0.5
  const said = new Set(pair.person.profile.skills)
  const halves = impliedSkills(pair, rules)
  for (const skill of said) for (const near of rules.skills.near(skill)) halves.add(near)
  let total = 0
  let covered = 0
  for (const [skill, weight] of wanted) {
    total += 2 * weight
    covered += weight * (said.has(skill) ? 2 : halves.has(skill) ? 1 : 0)
  }
  return covered / total
}

/** What each skill weighs for the job: those of its occupation and those that it asks for. Whole numbers above 0. */
export const skillsWanted = (
  { occupation, requirements }: Pick<JobRow['posting'], 'occupation' | 'requirements'>,
  rules: Rules,
): ReadonlyMap<string, number> => {
  const weights = new Map<string, number>()
  const add = (skill: string, double: boolean) => {
    const weight = rules.skills.weightOf(skill) * (double ? 2 : 1)
    weights.set(skill, Math.max(weights.get(skill) ?? 0, weight))
  }
  for (const { id, essential } of rules.occupation(occupation)?.skills ?? []) add(id, essential)
  for (const requirement of requirements) if (requirement.kind === 'skill') add(requirement.skill, requirement.must)
  return weights
}

const impliedSkills = (pair: Pair, rules: Rules): Set<string> => {
  const done = nearWork(pair, rules).filter(({ experience }) => experience !== undefined && experience !== 'none')
  const usual = done.flatMap(({ occupation }) => rules.occupation(occupation)?.skills ?? [])
  return new Set(usual.filter(({ essential }) => essential).map(({ id }) => id))
}
