import type { Measured } from './measured.ts'
import type { Rules } from './rules.ts'

/**
 * 0 to 1: how much of the job's skills the person has, each by how rare it is. Essential skills and musts count double. Half
 * of a skill counts where it was not said but goes with work of the job's kind that the person has done (a cook need not say
 * that they cook), or often goes with a skill that they said. A job whose skills nobody knows covers nothing and lacks
 * nothing: a half for everyone.
 */
export const skillsCovered = (pair: Measured, rules: Rules): number => {
  const { weights, sum } = rules.skills.wanted(pair.job.posting)
  if (sum === 0) return 0.5
  const said = new Set(pair.person.profile.skills)
  const halves = impliedSkills(pair, rules)
  let covered = 0
  for (const skill of said) {
    covered += 2 * (weights.get(skill) ?? 0)
    for (const near of rules.skills.near(skill)) halves.add(near)
  }
  for (const skill of halves) if (!said.has(skill)) covered += weights.get(skill) ?? 0
  return covered / (2 * sum)
}

const impliedSkills = ({ near }: Measured, rules: Rules): Set<string> => {
  const implied = new Set<string>()
  for (const { occupation, experience } of near)
    if (experience !== undefined && experience !== 'none')
      for (const skill of rules.skills.essential(occupation)) implied.add(skill)
  return implied
}
