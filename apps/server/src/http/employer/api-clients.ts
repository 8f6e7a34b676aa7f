import type { ApiClient as View } from '@rolecall/contract/api/api-clients'
import type { FastifyInstance } from 'fastify'
import type { ApiClient } from '../../access/api-clients.ts'
import {
  apiClientsOf,
  type ClientWithSecret,
  createApiClient,
  revokeApiClient,
  rotateApiClient,
} from '../../flows/change-api-clients.ts'
import { isRefusal, type Refusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { moment } from '../moment.ts'
import { operation } from '../operation.ts'
import { actorOf } from '../viewer.ts'
import { namesOfActors } from './user-names.ts'

/** The programs that work for an organisation: an owner's page. */
export const apiClientOperations = (app: FastifyInstance, deps: AppDeps): void => {
  const answer = async (made: ClientWithSecret | Refusal) => {
    if (isRefusal(made)) return made
    const [view] = await present(deps, [made.client])
    if (view === undefined) throw new Error('a client was not presented')
    return { ...view, clientSecret: made.secret }
  }

  operation(app, deps, {
    name: 'listApiClients',
    handle: async ({ who }) => ({ items: await present(deps, await apiClientsOf(deps, who.organisation.id)) }),
  })

  operation(app, deps, {
    name: 'createApiClient',
    handle: async ({ who, body, once }) => answer(await createApiClient(deps, actorOf(who), { ...body, once })),
  })

  operation(app, deps, {
    name: 'rotateApiClient',
    handle: async ({ who, params }) => answer(await rotateApiClient(deps, actorOf(who), params.clientId)),
  })

  operation(app, deps, {
    name: 'revokeApiClient',
    handle: async ({ who, params }) => revokeApiClient(deps, actorOf(who), params.clientId),
  })
}

const present = async (deps: AppDeps, clients: readonly ApiClient[]): Promise<View[]> => {
  const names = await namesOfActors(
    deps,
    clients.map(({ createdBy }) => createdBy),
  )
  return clients.map(({ id, name, scopes, secrets, createdBy, createdAt, lastUsedAt, expiresAt }) => {
    const owner = names.get(createdBy)
    const old = secrets.find(({ endsAt }) => endsAt !== undefined && deps.clock.now() < endsAt)
    return {
      id,
      name,
      scopes,
      createdAt: moment(createdAt),
      ...(owner === undefined ? {} : { createdBy: owner }),
      ...(lastUsedAt === undefined ? {} : { lastUsedAt: moment(lastUsedAt) }),
      ...(expiresAt === undefined ? {} : { expiresAt: moment(expiresAt) }),
      ...(old?.endsAt === undefined ? {} : { oldSecretUntil: moment(old.endsAt) }),
    }
  })
}
