import type { Occupation, Skill, UsualSkill } from '../types.ts'

/** `[id, English, Spanish]`; in each language the label, then aliases after `;`. */
export type SkillRow = readonly [id: string, en: string, es: string]

/**
 * `[id, ISCO-08 unit group, English, Spanish, skills]`. In each language the label, then aliases after `;`; in Spanish
 * `mesero/a` stands for both forms (`-o` or `-e` becomes `-a`, else `-a` is added). Skills are ids, essential with `+`.
 */
export type OccupationRow = readonly [id: string, isco: string, en: string, es: string, skills: string]

export function skillsOf(rows: readonly SkillRow[]): Skill[] {
  return rows.map(([id, en, es]) => ({ id, ...words(en, es) }))
}

export function occupationsOf(rows: readonly OccupationRow[]): Occupation[] {
  return rows.map(([id, isco, en, es, skills]) => ({ id, isco, ...words(en, es), skills: usualSkills(skills) }))
}

function words(en: string, es: string): Pick<Skill, 'labels' | 'aliases'> {
  const [enLabel = '', ...enAliases] = split(en)
  const [esLabel = '', ...esAliases] = split(es)
  return { labels: { en: enLabel, es: esLabel }, aliases: { en: enAliases, es: esAliases.flatMap(bothForms) } }
}

function split(list: string): string[] {
  return list.split(';').map((word) => word.trim())
}

function bothForms(alias: string): string[] {
  if (!alias.includes('/a')) return [alias]
  const feminine = alias.replace(/(\p{L}+)\/a\b/gu, (_, stem: string) => `${stem.replace(/[oe]$/, '')}a`)
  return [alias.replace(/\/a\b/g, ''), feminine]
}

function usualSkills(ids: string): UsualSkill[] {
  return ids
    .split(' ')
    .map((id) => (id.startsWith('+') ? { id: id.slice(1), essential: true } : { id, essential: false }))
}
