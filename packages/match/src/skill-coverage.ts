import { nearWork } from './occupation-check.ts'
import type { Pair } from './rows.ts'
import type { Rules } from './rules.ts'

/**
 * 0 to 1: how much of the job's skills the person has, each by how rare it is. Essential skills and musts count double. Half
 * of a skill counts where it was not said but goes with work of the job's kind that the person has done (a cook need not say
 * that they cook), or often goes with a skill that they said. A job whose skills nobody knows covers nothing and lacks
 * nothing: a half for everyone.
 */
export const skillsCovered = (pair: Pair, rules: Rules): number => {
  const wanted = rules.skills.wanted(pair.job.posting)
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

const impliedSkills = (pair: Pair, rules: Rules): Set<string> => {
  const implied = new Set<string>()
  for (const { occupation, experience } of nearWork(pair, rules))
    if (experience !== undefined && experience !== 'none')
      for (const skill of rules.skills.essential(occupation)) implied.add(skill)
  return implied
}
