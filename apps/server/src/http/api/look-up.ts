import { type RouteName, routes } from '@rolecall/contract/api/routes'
import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '../deps.ts'
import { sendKept } from '../kept-answer.ts'
import { operation } from '../operation.ts'

const most = 10

/** What the job form looks up while one types: occupations, skills, places. */
export const lookUpOperations = (app: FastifyInstance, deps: AppDeps): void => {
  const { taxonomy, gazetteer } = deps.look
  const kept = deps.cached.shared('suggestions')
  const countries = () => deps.settings.current().operator.countries
  const asked = (name: RouteName, ...words: readonly string[]) => ({
    key: [name, ...words],
    revision: [deps.edition, ...countries()].join(),
  })

  operation(app, deps, {
    name: 'findOccupations',
    handle: async ({ query: { q, lang }, reply }) => {
      const make = () => {
        const read = taxonomy.findOccupations(q, { languages: [lang], limit: most }).map(({ id }) => id)
        const ids = [...new Set([...taxonomy.occupationsBeginning(q, lang, most), ...read])].slice(0, most)
        const isco = (id: string) => taxonomy.occupation(id)?.isco ?? ''
        return { value: { items: ids.map((id) => ({ id, label: taxonomy.label(id, lang), isco: isco(id) })) } }
      }
      const { schema } = routes.findOccupations.success
      return sendKept(kept, reply, { ...asked('findOccupations', q, lang), schema, make })
    },
  })

  operation(app, deps, {
    name: 'findSkills',
    handle: async ({ query: { q, lang, occupation = '' }, reply }) => {
      const make = () => {
        const read = taxonomy.findSkills(q, { languages: [lang], limit: most }).map(({ id }) => id)
        const usual = taxonomy.occupation(occupation)?.skills.map(({ id }) => id) ?? []
        const ids = q === '' ? usual : [...taxonomy.skillsBeginning(q, lang, most), ...read]
        const shown = [...new Set(ids)].slice(0, most)
        return { value: { items: shown.map((id) => ({ id, label: taxonomy.label(id, lang) })) } }
      }
      const { schema } = routes.findSkills.success
      return sendKept(kept, reply, { ...asked('findSkills', q, lang, occupation), schema, make })
    },
  })

  operation(app, deps, {
    name: 'findPlaces',
    handle: async ({ query: { q }, reply }) => {
      const make = () => {
        const found = q === '' ? [] : gazetteer.find(q, { country: countries(), limit: most })
        return { value: { items: found.map(({ place, population }) => ({ ...place, population })) } }
      }
      const { schema } = routes.findPlaces.success
      return sendKept(kept, reply, { ...asked('findPlaces', q), schema, make })
    },
  })
}
