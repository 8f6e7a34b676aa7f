import type { OrganisationView } from '@rolecall/contract/api/operator'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { FastifyInstance } from 'fastify'
import { vetOrganisation } from '../../flows/staff/vet-organisation.ts'
import { isRefusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { pageQuery } from '../employer/organisation-scope.ts'
import { moment } from '../moment.ts'
import { operation } from '../operation.ts'
import { staffActorOf } from '../staff-viewer.ts'

const newestJobs = 5

/** Which organisations may publish: a moderator's screen. */
export const organisationOperations = (app: FastifyInstance, deps: AppDeps): void => {
  operation(app, deps, {
    name: 'listOrganisations',
    handle: async ({ query }) => {
      const { items, cursor } = await deps.store.find('organisations', {
        index: 'state',
        where: [query.state],
        ...pageQuery(query),
      })
      const views = await Promise.all(items.map(({ doc }) => present(deps, doc)))
      return { items: views, ...(cursor === undefined ? {} : { cursor }) }
    },
  })

  operation(app, deps, {
    name: 'vetOrganisation',
    handle: async ({ who, params, body }) => {
      const vetted = await vetOrganisation(deps, staffActorOf(who), { ...body, ...params })
      return isRefusal(vetted) ? vetted : present(deps, vetted)
    },
  })
}

/** What a moderator must see to judge it: who stands behind it, and what it wants to publish. */
const present = async (
  { store }: AppDeps,
  { id, name, country, state, createdAt }: DocumentOf<'organisations'>,
): Promise<OrganisationView> => {
  const [members, jobs] = await Promise.all([
    store.find('memberships', { index: 'organisation', where: [id], limit: 100 }),
    store.find('jobs', { index: 'organisation', where: [id], order: 'descending', limit: newestJobs }),
  ])
  const ownerIds = members.items.filter(({ doc }) => doc.role === 'owner').map(({ doc }) => doc.userId)
  const owners = await store.getMany('users', ownerIds)
  return {
    id,
    name,
    country,
    state,
    createdAt: moment(createdAt),
    owners: owners.map(({ doc }) => ({ name: doc.name, email: doc.email })),
    jobs: jobs.items.map(({ doc }) => ({
      id: doc.id,
      title: doc.posting.title,
      state: doc.state,
      description: doc.posting.description.text,
    })),
  }
}
