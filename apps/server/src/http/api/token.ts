import { ApiScope } from '@rolecall/contract/api/api-clients'
import { apiPrefix } from '@rolecall/contract/api/route'
import type { Stored } from '@rolecall/core/ports/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { accessMs } from '../../access/access-token.ts'
import { type ApiClient, proveApiClient } from '../../access/api-clients.ts'
import type { AppDeps } from '../deps.ts'
import { limitByAccount } from '../limit-requests.ts'
import { formOf, takeFormsOnly } from '../person/form-body.ts'
import { sendProblem } from '../problems.ts'

export const tokenPath = `${apiPrefix}/token`

/** RFC 6749, 5.2. */
const TokenError = z.object({
  error: z.enum(['invalid_request', 'invalid_client', 'unsupported_grant_type', 'invalid_scope', 'server_error']),
})
type TokenError = z.infer<typeof TokenError>['error']
const Token = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
  scope: z.string(),
})
const Grant = z.object({
  grant_type: z.string(),
  scope: z.string().max(500).optional(),
  client_id: z.string().max(100).optional(),
  client_secret: z.string().max(200).optional(),
})

const schema = {
  operationId: 'issueToken',
  summary:
    'An access token for an API client, by its id and secret (RFC 6749, 4.4); both stand in the form, or in HTTP Basic',
  tags: ['public'],
  consumes: ['application/x-www-form-urlencoded'],
  body: Grant,
  response: {
    200: Token,
    400: TokenError.describe('What the request lacks'),
    401: TokenError.describe('The client is unknown, revoked or over, or the secret is not its own'),
  },
}

/** The one route that takes a form from programs, and answers errors as RFC 6749 has them. */
export const tokenRoute = (app: FastifyInstance, deps: AppDeps): void => {
  takeFormsOnly(app)
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
    if (status >= 400 && status < 500) return refuse(reply, 'invalid_request')
    deps.log.error('http.failed', { method: 'POST', route: tokenPath })
    return refuse(reply, 'server_error')
  })
  const asObject = async (request: FastifyRequest) => {
    request.body = Object.fromEntries(formOf(request))
  }
  app.post(tokenPath, { schema, config: { limit: 'token' }, preValidation: asObject }, async (request, reply) => {
    const grant = Grant.parse(request.body)
    const proof = proofOf(request.headers.authorization, grant)
    if (typeof proof === 'string') return refuse(reply, proof, request.headers.authorization)
    if (grant.grant_type !== 'client_credentials') return refuse(reply, 'unsupported_grant_type')
    const client = await proveApiClient(deps, proof)
    if (client === undefined) return refuse(reply, 'invalid_client', request.headers.authorization)
    const limited = await limitByAccount(deps.limits, { request, reply }, client.doc.id)
    if (limited !== undefined) return sendProblem(reply, limited)
    const scopes = scopesOf(client.doc, grant.scope)
    if (scopes === undefined) return refuse(reply, 'invalid_scope')
    await noteUse(deps, client)
    return uncached(reply).send({
      access_token: await deps.accessTokens.signClient({ clientId: client.doc.id, scopes }),
      token_type: 'Bearer',
      expires_in: accessMs / 1000,
      scope: scopes.join(' '),
    })
  })
}

type Proof = { readonly id: string; readonly secret: string }

/** By one method, not by two. */
const proofOf = (authorization: string | undefined, grant: z.infer<typeof Grant>): Proof | TokenError => {
  const { client_id: id, client_secret: secret } = grant
  if (authorization === undefined) return id === undefined || secret === undefined ? 'invalid_client' : { id, secret }
  if (secret !== undefined) return 'invalid_request'
  const basic = basicOf(authorization)
  if (basic === undefined) return 'invalid_client'
  return id !== undefined && id !== basic.id ? 'invalid_request' : basic
}

/** Both halves are form-encoded before they are joined (RFC 6749, 2.3.1). */
const basicOf = (authorization: string): Proof | undefined => {
  const [, encoded] = /^Basic ([\w+/=-]{1,600})$/i.exec(authorization) ?? []
  const [id, secret, ...rest] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':')
  if (id === undefined || secret === undefined || rest.length > 0) return undefined
  try {
    return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) }
  } catch {
    return undefined
  }
}

/** What was asked for, if the client has all of it; all that it has where nothing was asked for. */
const scopesOf = ({ scopes }: ApiClient, asked: string | undefined): readonly ApiScope[] | undefined => {
  if (asked === undefined || asked === '') return scopes
  const parsed = z.array(ApiScope).safeParse(asked.split(' '))
  return parsed.success && parsed.data.every((scope) => scopes.includes(scope)) ? [...new Set(parsed.data)] : undefined
}

const toTheMinuteMs = 60_000

/** To the minute, so that a busy client does not write with each token. Whoever changes it meanwhile goes first. */
const noteUse = async ({ store, clock }: AppDeps, { doc, revision }: Stored<ApiClient>): Promise<void> => {
  const now = clock.now()
  if (doc.lastUsedAt !== undefined && now - doc.lastUsedAt < toTheMinuteMs) return
  await store.commit([{ op: 'put', collection: 'apiClients', doc: { ...doc, lastUsedAt: now }, expected: revision }])
}

const refuse = (reply: FastifyReply, error: TokenError, authorization?: string): FastifyReply => {
  if (error === 'invalid_client' && authorization !== undefined)
    reply.header('www-authenticate', 'Basic realm="rolecall"')
  const status = { invalid_client: 401, server_error: 500 }[error as 'invalid_client' | 'server_error'] ?? 400
  return uncached(reply.code(status)).send({ error })
}

const uncached = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('pragma', 'no-cache')
