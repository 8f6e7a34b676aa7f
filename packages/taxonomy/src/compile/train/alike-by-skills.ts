import { skillWeights } from '../../nearness.ts'
import type { UsualSkill } from '../../types.ts'

interface Skilled {
  readonly skills: readonly UsualSkill[]
}

const most = 5
/** The cosine of two lists of skills from which on they are much the same. */
const least = 0.25

/**
 * For each occupation the five others whose skills are most like its own, most alike first; fewer where fewer are. Rare
 * skills count for more, and essential ones double.
 */
export function alikeBySkills<Occupation extends Skilled>(
  occupations: readonly Occupation[],
): { readonly occupation: Occupation; readonly alike: readonly Occupation[] }[] {
  const vectors = vectorsOf(occupations)
  const having = new Map<string, { readonly other: number; readonly weight: number }[]>()
  for (const [other, vector] of vectors.entries())
    for (const [id, weight] of vector) {
      const list = having.get(id)
      if (list) list.push({ other, weight })
      else having.set(id, [{ other, weight }])
    }
  return occupations.map((occupation, at) => {
    const cosines = new Map<number, number>()
    for (const [id, own] of vectors[at] ?? [])
      for (const { other, weight } of having.get(id) ?? []) cosines.set(other, (cosines.get(other) ?? 0) + own * weight)
    cosines.delete(at)
    const nearest = [...cosines]
      .filter(([, cosine]) => cosine >= least)
      .sort(([a, cosineOfA], [b, cosineOfB]) => cosineOfB - cosineOfA || a - b)
      .slice(0, most)
    return { occupation, alike: nearest.flatMap(([other]) => occupations[other] ?? []) }
  })
}

/** The weights of each occupation's skills, as a vector of length 1. */
function vectorsOf(occupations: readonly Skilled[]): Map<string, number>[] {
  const weights = skillWeights(occupations)
  return occupations.map(({ skills }) => {
    const own = skills.map(({ id, essential }): [string, number] => [id, (weights.get(id) ?? 0) * (essential ? 2 : 1)])
    const length = Math.hypot(...own.map(([, weight]) => weight))
    return new Map(own.map(([id, weight]) => [id, weight / length]))
  })
}
