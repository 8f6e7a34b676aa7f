import type { ApiScope } from '@rolecall/contract/api/api-clients'
import type { FastifyRequest } from 'fastify'
import { isAlive } from '../access/api-clients.ts'
import type { Rights } from '../access/rights.ts'
import type { AppDeps } from './deps.ts'
import { bearerOf } from './session-cookies.ts'
import type { Member } from './viewer.ts'

/** In which an API client reads labels; what it posts says its own language. */
const language = 'en'

/** An API client at work for its organisation. */
export type ClientAtWork = Member & { readonly scopes: readonly ApiScope[] }

/** The API client whose token the request bears, as of this request: a token alone proves only what was true when it was signed. */
export const readClient = async (
  deps: AppDeps,
  rights: Rights,
  request: FastifyRequest,
): Promise<ClientAtWork | undefined> => {
  const token = bearerOf(request)
  const claims = token === undefined ? undefined : await deps.accessTokens.verifyClient(token)
  const program = claims && (await rights.program(claims.clientId))
  if (claims === undefined || program === undefined || !isAlive(program.client, deps.clock.now())) return undefined
  const { client, organisation } = program
  return {
    user: { id: client.id, name: client.name, language },
    organisation,
    role: 'client',
    scopes: claims.scopes.filter((scope) => client.scopes.includes(scope)),
  }
}
