import type { Occupation, Skill } from '@rolecall/taxonomy/types'
import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '../deps.ts'
import { operation } from '../operation.ts'

const most = 10

/** What the job form looks up while one types: occupations, skills, places. */
export const lookUpOperations = (app: FastifyInstance, deps: AppDeps): void => {
  const { taxonomy, gazetteer } = deps.look

  operation(app, deps, {
    name: 'findOccupations',
    handle: async ({ query: { q, lang } }) => {
      const read = taxonomy.findOccupations(q, { languages: [lang], limit: most }).map(({ id }) => id)
      const ids = [...new Set([...beginning(taxonomy.occupations(), q, lang), ...read])].slice(0, most)
      return {
        items: ids.map((id) => ({ id, label: taxonomy.label(id, lang), isco: taxonomy.occupation(id)?.isco ?? '' })),
      }
    },
  })

  operation(app, deps, {
    name: 'findSkills',
    handle: async ({ query: { q, lang, occupation } }) => {
      const read = taxonomy.findSkills(q, { languages: [lang], limit: most }).map(({ id }) => id)
      const usual = taxonomy.occupation(occupation ?? '')?.skills.map(({ id }) => id) ?? []
      const ids = q === '' ? usual : [...beginning(taxonomy.skills(), q, lang), ...read]
      return { items: [...new Set(ids)].slice(0, most).map((id) => ({ id, label: taxonomy.label(id, lang) })) }
    },
  })

  operation(app, deps, {
    name: 'findPlaces',
    handle: async ({ query: { q } }) => {
      const found =
        q === '' ? [] : gazetteer.find(q, { country: deps.settings.current().operator.countries, limit: most })
      return { items: found.map(({ place, population }) => ({ ...place, population })) }
    },
  })
}

/** Those of which a label or another word begins like what was typed so far, labels first. */
const beginning = (entries: readonly (Occupation | Skill)[], typed: string, language: string): readonly string[] => {
  const start = fold(typed)
  if (start === '') return []
  const begins = (words: readonly string[] | undefined) => words?.some((word) => fold(word).startsWith(start)) === true
  const byLabel = entries.filter(({ labels }) => begins([labels[language] ?? labels.en ?? '']))
  const byAlias = entries.filter(({ aliases }) => begins(aliases[language]))
  return [...byLabel, ...byAlias].map(({ id }) => id)
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
