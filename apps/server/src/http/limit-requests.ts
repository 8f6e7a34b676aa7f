import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import type { LimitClass } from '../limits/classes.ts'
import { type Limits, refusalOf, type Standing } from '../limits/limits.ts'
import type { Refusal } from '../refusal.ts'
import type { AppDeps } from './deps.ts'
import { sendLimited } from './public/send-limited.ts'
import { isApi } from './wants-page.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How the route's requests are counted. `none`: not at all, or by the route itself. */
    readonly limit?: LimitClass | 'none'
  }
}

const folderOfFiles = '/assets/'

/** Before anything else is done for a request, its address is counted. A route that says nothing is counted by its method. */
export const limitByAddress =
  (deps: AppDeps): onRequestAsyncHookHandler =>
  async (request, reply) => {
    const kind = classOfRequest(request)
    if (kind === 'none') return
    const refusal = tellStanding(request, reply, await deps.limits.byAddress(kind, request.ip))
    if (refusal !== undefined) return sendLimited(deps, { request, reply }, { refusal })
  }

/** Counts the person, user or API client who turned out to ask. */
export const limitByAccount = async (
  limits: Limits,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  id: string,
): Promise<Refusal | undefined> => {
  const kind = classOfRequest(request)
  return kind === 'none' ? undefined : tellStanding(request, reply, await limits.byAccount(kind, id))
}

const classOfRequest = ({ routeOptions, method, url }: FastifyRequest): LimitClass | 'none' => {
  if (routeOptions.config?.limit !== undefined) return routeOptions.config.limit
  if (routeOptions.url?.startsWith(folderOfFiles)) return 'none'
  const reads = method === 'GET' || method === 'HEAD'
  if (isApi(url)) return reads ? 'read' : 'write'
  return reads ? 'page' : 'form'
}

/** The fields of draft-ietf-httpapi-ratelimit-headers-11, as structured lists: an item for each quota that was counted. */
const tellStanding = (request: FastifyRequest, reply: FastifyReply, standing: Standing): Refusal | undefined => {
  if (isApi(request.url)) {
    const { name, points, seconds, left, endsInSeconds } = standing
    append(reply, 'ratelimit-policy', `"${name}";q=${points};w=${seconds}`)
    append(reply, 'ratelimit', `"${name}";r=${left};t=${endsInSeconds}`)
  }
  return refusalOf(standing)
}

const append = (reply: FastifyReply, field: string, item: string): void => {
  const before = reply.getHeader(field)
  reply.header(field, before === undefined ? item : `${before}, ${item}`)
}
