import type { Occupation } from './types.ts'

/** Weight of what a usual skill counts, by how rare it is among occupations. */
export function skillWeights(occupations: readonly Pick<Occupation, 'skills'>[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { skills } of occupations) {
    for (const { id } of skills) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return new Map([...counts].map(([id, count]) => [id, Math.log(1 + occupations.length / count)]))
}

/** 0 to 1: a floor by the shared part of the ISCO code, raised by the share of usual skills in common. */
export function occupationNearness(a: Occupation, b: Occupation, weights: ReadonlyMap<string, number>): number {
  if (a.id === b.id) return 1
  const floor = groupNearness(a.isco, b.isco)
  return floor + (1 - floor) * 0.5 * sharedSkills(a, b, weights)
}

function groupNearness(a: string, b: string): number {
  if (a === b) return 0.78
  if (a.slice(0, 3) === b.slice(0, 3)) return 0.48
  if (a.slice(0, 2) === b.slice(0, 2)) return 0.25
  return a[0] === b[0] ? 0.08 : 0
}

function sharedSkills(a: Occupation, b: Occupation, weights: ReadonlyMap<string, number>): number {
  const others = new Map(b.skills.map((skill) => [skill.id, worth(skill.essential)]))
  let shared = 0
  let all = 0
  for (const { id, essential } of a.skills) {
    const weight = weights.get(id) ?? 0
    const mine = worth(essential)
    const theirs = others.get(id) ?? 0
    others.delete(id)
    shared += weight * Math.min(mine, theirs)
    all += weight * Math.max(mine, theirs)
  }
  for (const [id, theirs] of others) all += (weights.get(id) ?? 0) * theirs
  return all === 0 ? 0 : shared / all
}

function worth(essential: boolean): number {
  return essential ? 1 : 0.5
}
