import type { Requirement } from '@rolecall/contract/requirement'
import type { Rules } from '../rules.ts'
import type { Dictionaries } from './dictionary.ts'

/** The skills of a job, ready to be compared with many people. Indexes count the skills wanted. */
export type SkillSet = {
  readonly weights: Int32Array
  /** Room for one comparison: 2 for a skill that was said, 1 for half of one. */
  readonly credits: Uint8Array
  /** Twice the sum of the weights. */
  readonly total: number
  /** The most that someone can have, in ten-thousandths: by how many skills they say, 8 more for who has done such work. */
  readonly ceilings: Int16Array
  /** By the number of a skill that someone says: which wanted one it is, and which it is near to. */
  readonly same: ReadonlyMap<number, number>
  readonly near: ReadonlyMap<number, readonly number[]>
  /** By the number of an occupation that someone did: the wanted skills that go with it. */
  implied(occupation: number): readonly number[]
}

/** `key`: as the record of a job has it. */
export const createSkillSet = (key: string, rules: Rules, dictionaries: Dictionaries): SkillSet => {
  const [occupation, requirements] = parseKey(key)
  const wanted = [...rules.skills.wanted({ occupation, requirements: [...requirements] }).weights]
  const same = new Map(wanted.map(([skill], index) => [dictionaries.skills.number(skill), index]))
  const near = new Map<number, number[]>()
  for (const [index, [skill]] of wanted.entries())
    for (const other of rules.skills.near(skill)) {
      const number = dictionaries.skills.number(other)
      const list = near.get(number)
      if (list === undefined) near.set(number, [index])
      else list.push(index)
    }
  const known = new Map<number, readonly number[]>()
  return {
    weights: Int32Array.from(wanted.map(([, weight]) => weight)),
    credits: new Uint8Array(wanted.length),
    total: wanted.reduce((sum, [, weight]) => sum + 2 * weight, 0),
    ceilings: ceilingsOf(
      wanted.map(([, weight]) => weight),
      [...new Set([...near.values()].flat())].reduce((sum, index) => sum + (wanted[index]?.[1] ?? 0), 0),
    ),
    same,
    near,
    implied(number) {
      const found = known.get(number)
      if (found !== undefined) return found
      const essential = rules.skills.essential(dictionaries.occupations.word(number))
      const implied = wanted.flatMap(([skill], index) => (essential.has(skill) ? [index] : []))
      known.set(number, implied)
      return implied
    },
  }
}

/** So many skills said or more can be all that are wanted. */
export const manySkills = 7

/** `nearSum`: the weights of those that some other skill is near to. Who said nothing and did nothing has nothing. */
const ceilingsOf = (weights: readonly number[], nearSum: number): Int16Array => {
  const sorted = weights.toSorted((a, b) => b - a)
  const sum = sorted.reduce((all, weight) => all + weight, 0)
  return Int16Array.from({ length: 2 * (manySkills + 1) }, (_, index) => {
    const said = index % (manySkills + 1)
    const whole = sorted.slice(0, said === manySkills ? sorted.length : said).reduce((all, weight) => all + weight, 0)
    const halves = index > manySkills ? sum : said === 0 ? 0 : nearSum
    return sum === 0 ? 5000 : Math.round((10_000 * (2 * whole + Math.min(sum - whole, halves))) / (2 * sum))
  })
}

type Key = readonly [occupation: string, requirements: readonly Requirement[]]

/** The parser of what `job-record.ts` wrote. */
const parseKey = (key: string): Key => JSON.parse(key) as Key

/** Before each comparison. */
export const clearCredits = (set: SkillSet): void => {
  set.credits.fill(0)
}

/** What halves of these skills add to the weights that are covered, twice counted; nothing where there is more already. */
export const creditHalf = (set: SkillSet, indexes: readonly number[]): number => {
  let more = 0
  for (let each = 0; each < indexes.length; each += 1) {
    const index = indexes[each] ?? 0
    if ((set.credits[index] ?? 0) !== 0) continue
    set.credits[index] = 1
    more += set.weights[index] ?? 0
  }
  return more
}

/** What a skill that someone says adds: all of itself, and half of those that it is near to. */
export const creditSaid = (set: SkillSet, skill: number): number => {
  const index = set.same.get(skill)
  const nearTo = set.near.get(skill)
  let more = nearTo === undefined ? 0 : creditHalf(set, nearTo)
  if (index === undefined || (set.credits[index] ?? 0) === 2) return more
  more += (set.weights[index] ?? 0) * (2 - (set.credits[index] ?? 0))
  set.credits[index] = 2
  return more
}
