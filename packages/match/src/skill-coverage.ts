import { nearWork } from './occupation-check.ts'
import type { Pair } from './rows.ts'
import type { Rules } from './rules.ts'

/**
 * 0 to 1: how much of the job's skills the person has. Essential skills and musts count double. A skill that was not
 * said but is essential to work of the kind that the person has done counts half: a cook need not say that they cook.
 * A job whose skills nobody knows covers nothing and lacks nothing: a half for everyone.
 */
export const skillsCovered = (pair: Pair, rules: Rules): number => {
  const wanted = skillWeights(pair, rules)
  if (wanted.size === 0) return 0.5
  const said = new Set(pair.person.profile.skills)
  const implied = impliedSkills(pair, rules)
  let total = 0
  let covered = 0
  for (const [skill, weight] of wanted) {
    total += weight
    covered += weight * (said.has(skill) ? 1 : implied.has(skill) ? 0.5 : 0)
  }
  return covered / total
}

const skillWeights = ({ job }: Pair, rules: Rules): ReadonlyMap<string, number> => {
  const { occupation, requirements } = job.posting
  const weights = new Map<string, number>()
  const add = (skill: string, double: boolean) => weights.set(skill, Math.max(weights.get(skill) ?? 0, double ? 2 : 1))
  for (const { id, essential } of rules.occupation(occupation)?.skills ?? []) add(id, essential)
  for (const requirement of requirements) if (requirement.kind === 'skill') add(requirement.skill, requirement.must)
  return weights
}

const impliedSkills = (pair: Pair, rules: Rules): ReadonlySet<string> => {
  const done = nearWork(pair, rules).filter(({ experience }) => experience !== undefined && experience !== 'none')
  const usual = done.flatMap(({ occupation }) => rules.occupation(occupation)?.skills ?? [])
  return new Set(usual.filter(({ essential }) => essential).map(({ id }) => id))
}
