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
      const ids = [...new Set([...taxonomy.occupationsBeginning(q, lang, most), ...read])].slice(0, most)
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
      const ids = q === '' ? usual : [...taxonomy.skillsBeginning(q, lang, most), ...read]
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
