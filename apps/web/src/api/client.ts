import {
  type AnswerOf,
  apiPrefix,
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type Route,
} from '@rolecall/contract/api/route'
import { Problem } from '@rolecall/contract/problem'

type Given<Name extends string, Value> = Value extends undefined ? unknown : { readonly [key in Name]: Value }
type Maybe<Name extends string, Value> = Value extends undefined ? unknown : { readonly [key in Name]?: Value }

export type CallInput<R extends Route> = Given<'params', ParamsOf<R>> &
  Maybe<'query', QueryOf<R>> &
  Given<'body', BodyOf<R>> &
  Keyed<R> & { readonly signal?: AbortSignal }

/** An operation that creates is sent with an Idempotency-Key: see `useRequestKey`. */
type Keyed<R extends Route> = R extends { readonly creates: true | 'told-once' } ? { readonly key: string } : unknown

/** What the server refused, or `offline` where it could not be reached. `code` is stable; `errors` name fields by JSON pointer. */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly errors: NonNullable<Problem['errors']>
  /** When to come again, where the server said so. */
  readonly retryAfterSeconds: number | undefined
  constructor(
    problem: Pick<Problem, 'code' | 'status' | 'title' | 'errors'> & {
      readonly retryAfterSeconds?: number | undefined
    },
  ) {
    super(`${problem.code}: ${problem.title}`)
    this.code = problem.code
    this.status = problem.status
    this.errors = problem.errors ?? []
    this.retryAfterSeconds = problem.retryAfterSeconds
  }
}

/** Calls an operation of the interface; its answer is checked. Throws an `ApiProblem`. */
export const call = async <R extends Route>(route: R, input: CallInput<R>): Promise<AnswerOf<R>> => {
  const { params, query, body, key, signal }: LooseInput = input
  const response = await reach(addressOf(route, params, query), {
    method: route.method,
    headers: {
      ...(key === undefined ? {} : { 'idempotency-key': `"${key}"` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  if (!response.ok) throw new ApiProblem({ ...(await problemOf(response)), ...whenAgain(response) })
  const answer: unknown = route.success.schema?.parse(await response.json())
  // The schema that was parsed with is the one that the type comes from.
  return answer as AnswerOf<R>
}

type LooseInput = {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly key?: string
  readonly signal?: AbortSignal
}

const reach = async (address: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(address, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem({ code: 'offline', status: 0, title: 'The server could not be reached' })
  }
}

/** `/api/v1/organisations/org_1/jobs?limit=100`. */
export const addressOf = (route: Route, params: LooseInput['params'] = {}, query: LooseInput['query'] = {}): string => {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return `${apiPrefix}${path}${search === '' ? '' : `?${search}`}`
}

const whenAgain = ({ headers }: Response): { readonly retryAfterSeconds?: number } => {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}
}

const problemOf = async (response: Response): Promise<Problem> => {
  const body = Problem.safeParse(await response.json().catch(() => undefined))
  if (body.success) return body.data
  const code = response.status >= 500 ? 'unavailable' : 'bad-request'
  return { type: 'about:blank', title: response.statusText, status: response.status, code }
}
