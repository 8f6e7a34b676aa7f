import { IdempotencyHeaders } from '@rolecall/contract/api/idempotency-headers'
import type { ProblemCode } from '@rolecall/contract/api/problem-code'
import { type AnswerOf, apiPrefix, type Route, takesKey } from '@rolecall/contract/api/route'
import { type RouteName, type RouteOf, routes } from '@rolecall/contract/api/routes'
import { Problem } from '@rolecall/contract/problem'
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import { z } from 'zod'
import { allows, type Role, scopesFor } from '../access/policy.ts'
import type { Rights } from '../access/rights.ts'
import type { Once } from '../flows/parts/once.ts'
import { classOf } from '../limits/classes.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type ClientAtWork, readClient } from './client-viewer.ts'
import type { AppDeps } from './deps.ts'
import { createQueue, onceOf } from './idempotency.ts'
import { limitByAccount } from './limit-requests.ts'
import { sendProblem, statusOf } from './problems.ts'
import { type Exchange, identify } from './session-cookies.ts'
import { type StaffMember, staffOf } from './staff-viewer.ts'
import { type Member, memberOf, type Viewer, viewerOf } from './viewer.ts'

type Parsed<R, K extends string> = R extends { readonly [P in K]: infer S extends z.ZodType } ? z.output<S> : undefined

type WhoOf<S extends Route['surface']> = {
  employer: Member
  session: Viewer
  operator: StaffMember
  public: Viewer | undefined
}[S]

type Asking = Viewer | Member | ClientAtWork | StaffMember | undefined

/** What a handler is given: the parsed request, and who asks, as the route's surface demands. */
export type Input<N extends RouteName> = {
  readonly params: Parsed<RouteOf<N>, 'params'>
  readonly query: Parsed<RouteOf<N>, 'query'>
  readonly body: Parsed<RouteOf<N>, 'body'>
  readonly who: WhoOf<RouteOf<N>['surface']>
  /** The Idempotency-Key, for the flow that creates: it keeps what it did under it. */
  readonly once: Once | undefined
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}
export type Handle<N extends RouteName> = (input: Input<N>) => Promise<AnswerOf<RouteOf<N>> | Refusal | typeof hijacked>

/** What a handler answers that writes to the connection itself. */
export const hijacked: unique symbol = Symbol('hijacked')

/** Registers an operation of the contract: its schemas, its documentation, who may call it, its refusals as problems. */
export const operation = <N extends RouteName>(
  app: FastifyInstance,
  deps: AppDeps,
  { name, handle }: { readonly name: N; readonly handle: Handle<N> },
): void => {
  const route: Route = routes[name]
  const asking = new WeakMap<FastifyRequest, Asking>()
  const inTurn = createQueue()
  app.route({
    method: route.method,
    url: `${apiPrefix}${route.path}`,
    schema: schemaOf(name, route),
    config: { limit: classOf(name) },
    ...(route.success.stream ? { exposeHeadRoute: false } : {}),
    ...(route.mostBodyBytes === undefined ? {} : { bodyLimit: route.mostBodyBytes }),
    // Before the request is looked at: what a body must hold is no business of those who may not send it.
    preValidation: async (request, reply) => {
      const who = await whoMay(deps, name, { request, reply })
      if (isRefusal(who)) return refuseAsking({ request, reply }, who)
      const limited = who && (await limitByAccount(deps.limits, { request, reply }, who.user.id))
      if (limited !== undefined) return sendProblem(reply, limited)
      if (!isAllowed(who, name)) return refuseAsking({ request, reply }, notAllowed(who, name), scopesFor(name))
      asking.set(request, who)
    },
    handler: async (request, reply) => {
      const who = asking.get(request)
      const by = who?.user.id ?? 'visitor'
      const once = takesKey(route) ? onceOf(deps, { operation: name, by, request }) : undefined
      const run = () => handle(inputOf<N>(request, reply, { who, once }))
      const answer = await (once === undefined ? run() : inTurn(once.id, run))
      if (answer === hijacked) return reply
      if (isRefusal(answer)) return sendProblem(reply, answer)
      reply.header('cache-control', 'no-store').code(route.success.status)
      return answer === undefined ? reply.send() : answer
    },
  })
}

/** The request went through the route's schemas; here their types meet it. */
const inputOf = <N extends RouteName>(
  request: FastifyRequest,
  reply: FastifyReply,
  asked: { readonly who: Asking; readonly once: Once | undefined },
) =>
  ({
    params: request.params,
    query: request.query,
    body: request.body,
    ...asked,
    request,
    reply,
  }) as unknown as Input<N>

/**
 * Who reads is who they were up to 3 s ago, unless that would turn them away: rights that are new are there at once. Who changes
 * something, or asks about themselves, is read from the store.
 */
const whoMay = async (deps: AppDeps, name: RouteName, exchange: Exchange): Promise<Asking | Refusal> => {
  const route: Route = routes[name]
  const sessionId = (await identify(deps, exchange))?.sessionId
  if (route.method === 'GET' && route.surface !== 'session') {
    const who = await whoAsks(deps, route, { exchange, sessionId, rights: deps.rights.recent })
    if (!isRefusal(who) && isAllowed(who, name)) return who
  }
  return whoAsks(deps, route, { exchange, sessionId, rights: deps.rights.fresh })
}

const isAllowed = (who: Asking, name: RouteName): boolean => {
  const granted = who !== undefined && 'scopes' in who ? who.scopes : []
  return rolesOf(who).some((role) => allows(role, name, granted))
}

type Identified = { readonly exchange: Exchange; readonly sessionId: string | undefined; readonly rights: Rights }

/** Employers' data belongs to an organisation: whoever is not its member is told that there is nothing. */
const whoAsks = async (deps: AppDeps, { surface }: Route, identified: Identified): Promise<Asking | Refusal> => {
  const { exchange, sessionId, rights } = identified
  const viewer = sessionId === undefined ? undefined : await viewerOf(deps, rights, sessionId)
  if (surface === 'public') return viewer
  if (viewer === undefined && surface === 'employer') return clientFor(deps, identified)
  if (viewer === undefined) return refuse('not-signed-in')
  if (surface === 'session') return viewer
  if (surface === 'operator') return (await staffOf(rights, viewer)) ?? refuse('not-found')
  return memberOf(viewer, organisationIdOf(exchange.request.params)) ?? refuse('not-found')
}

/** A program works for one organisation: the others are not there for it. */
const clientFor = async (deps: AppDeps, { exchange, rights }: Identified): Promise<ClientAtWork | Refusal> => {
  const client = await readClient(deps, rights, exchange.request)
  if (client === undefined) return refuse('not-signed-in')
  return client.organisation.id === organisationIdOf(exchange.request.params) ? client : refuse('not-found')
}

/** A program whose token lacks the scope can get one that has it; nobody else's rights are a matter of scopes. */
const notAllowed = (who: Asking, name: RouteName): Refusal =>
  refuse(who !== undefined && 'scopes' in who && scopesFor(name).length > 0 ? 'insufficient-scope' : 'not-allowed')

/** Whoever came with a bearer token is told what is wrong with it (RFC 6750, 3.1). */
const refuseAsking = ({ request, reply }: Exchange, refusal: Refusal, scopes: readonly string[] = []): FastifyReply => {
  if (request.headers.authorization !== undefined && refusal.refused === 'not-signed-in')
    reply.header('www-authenticate', 'Bearer error="invalid_token"')
  if (refusal.refused === 'insufficient-scope')
    reply.header('www-authenticate', `Bearer error="insufficient_scope", scope="${scopes.join(' ')}"`)
  return sendProblem(reply, refusal)
}

/** Inside an organisation one's role there counts; elsewhere each that one has. */
const rolesOf = (who: Asking): readonly Role[] => {
  if (who === undefined) return ['visitor']
  if ('staff' in who) return [who.staff.role]
  return 'role' in who ? [who.role] : ['user', ...who.memberships.map(({ role }) => role)]
}

const organisationIdOf = (params: unknown): string =>
  typeof params === 'object' && params !== null && 'organisationId' in params ? String(params.organisationId) : ''

/** The cookie, the same session's token as bearer, or (one of these scopes) a program's token. */
const securityOf = (name: RouteName) => [
  { session: [] },
  { bearer: [] },
  ...scopesFor(name).map((scope) => ({ client: [scope] })),
]

const schemaOf = (name: RouteName, route: Route): FastifySchema => ({
  operationId: name,
  summary: route.summary,
  tags: [route.surface],
  ...(route.surface === 'public' ? {} : { security: securityOf(name) }),
  ...(route.params === undefined ? {} : { params: route.params }),
  ...(route.query === undefined ? {} : { querystring: route.query }),
  ...(takesKey(route) ? { headers: IdempotencyHeaders } : {}),
  ...(route.body === undefined ? {} : { body: route.body }),
  response: { ...problemsOf(route), [route.success.status]: successOf(route) },
})

const successOf = ({ success: { description, schema = z.undefined(), stream, status } }: Route) => {
  if (status === 204) return z.undefined().describe(description)
  return { description, content: { [stream ? 'text/event-stream' : 'application/json']: { schema } } }
}

const problemsOf = (route: Route): Record<number, unknown> => {
  const byStatus = Map.groupBy(codesOf(route), statusOf)
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: `\`code\`: ${codes.join(', ')}`,
        content: { 'application/problem+json': { schema: Problem } },
      },
    ]),
  )
}

/** The codes that a route names, and those that each of its kind can give. */
const codesOf = (route: Route): readonly ProblemCode[] => {
  const { method, surface, params, body, creates, problems } = route
  const codes: ProblemCode[] = ['bad-request', 'invalid-fields', 'rate-limited', 'internal', 'unavailable', ...problems]
  if (surface !== 'public') codes.push('not-signed-in', 'not-allowed')
  if (surface === 'employer') codes.push('insufficient-scope')
  if (params !== undefined) codes.push('not-found')
  if (takesKey(route)) codes.push('conflict', 'idempotency-key-reused')
  if (creates === 'told-once') codes.push('made-already')
  if (method !== 'GET') codes.push('cross-site')
  if (body !== undefined) codes.push('bad-json', 'too-large', 'unsupported-media-type')
  return [...new Set(codes)]
}
