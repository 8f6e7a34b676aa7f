import type { Profile } from '@rolecall/contract/profile'
import type { JobRow, PersonRow } from '../rows.ts'
import type { PlainRules } from './plain-rules.ts'

/** Which occupations use a skill, and what that makes it worth. */
export const plainSkills = ({ taxonomy, weights }: PlainRules) => {
  const all = taxonomy.occupations()
  const usedBy = (skill: string) =>
    all.filter(({ skills }) => skills.some(({ id }) => id === skill)).map(({ id }) => id)
  const memo = new Map<string, string[]>()
  const users = (skill: string) => memo.get(skill) ?? memo.set(skill, usedBy(skill)).get(skill) ?? []
  const worth = (skill: string) =>
    Math.round(100 * Math.log(1 + Math.max(1, all.length) / Math.max(1, users(skill).length)))
  const areNear = (a: string, b: string) => {
    const both = users(a).filter((id) => users(b).includes(id)).length
    return a !== b && both >= 2 && both / new Set([...users(a), ...users(b)]).size >= weights.nearSkills
  }
  return {
    share({ person, job }: { readonly person: PersonRow; readonly job: JobRow }, near: Profile['work']): number {
      const wanted = new Map<string, number>()
      const want = (skill: string, double: boolean) =>
        wanted.set(skill, Math.max(wanted.get(skill) ?? 0, worth(skill) * (double ? 2 : 1)))
      for (const { id, essential } of taxonomy.occupation(job.posting.occupation)?.skills ?? []) want(id, essential)
      for (const each of job.posting.requirements) if (each.kind === 'skill') want(each.skill, each.must)
      if (wanted.size === 0) return 0.5
      const goesWith = near
        .filter(({ experience }) => experience === 'under-2-years' || experience === '2-years-or-more')
        .flatMap(({ occupation }) => taxonomy.occupation(occupation)?.skills ?? [])
        .filter(({ essential }) => essential)
        .map(({ id }) => id)
      const { skills: said } = person.profile
      let covered = 0
      let total = 0
      for (const [skill, weight] of wanted) {
        total += 2 * weight
        if (said.includes(skill)) covered += 2 * weight
        else if (goesWith.includes(skill) || said.some((one) => areNear(one, skill))) covered += weight
      }
      return covered / total
    },
  }
}
