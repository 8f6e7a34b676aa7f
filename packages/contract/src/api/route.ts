import type { z } from 'zod'
import type { ProblemCode } from './problem-code.ts'

/** One operation of the HTTP interface: what the server registers, the document describes and the typed client calls. */
export type Route = Described & (Posted | { readonly method: 'GET' | 'PUT' | 'DELETE'; readonly creates?: never })

/** A POST says whether it creates: then it takes an Idempotency-Key; if not, or where it cannot, why. */
type Posted = {
  readonly method: 'POST'
  /**
   * `true`: the handler hands its `once` to the flow, which keeps what it did under the key. `told-once`: so too, but the answer
   * holds a secret, which is kept nowhere: a copy is refused as `made-already`, with the id of what was made.
   */
  readonly creates: true | 'told-once' | NotOnce
}

/** Whether it takes an Idempotency-Key. */
export const takesKey = ({ creates }: Pick<Route, 'creates'>): boolean => creates === true || creates === 'told-once'

/**
 * `session`, `secret`: the answer opens a session or holds a secret, and is kept nowhere to be given again. `link`: works once by
 * itself. `state`: moves to a state; a second time changes nothing or is told so. `reads`: keeps nothing.
 */
type NotOnce = 'session' | 'secret' | 'link' | 'state' | 'reads'

type Described = {
  /** Below `apiPrefix`; `:name` stands for a field of `params`. */
  readonly path: `/${string}`
  /**
   * `public`: anyone. `session`: whoever is signed in. `employer`: a member of the organisation that the path
   * names. `operator`: the operator's staff.
   */
  readonly surface: 'public' | 'session' | 'employer' | 'operator'
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodObject
  /** Bytes that a body may have, where it may have more than any other. */
  readonly mostBodyBytes?: number
  readonly success: Success
  /** What may be answered beside success, without the codes that every operation of the surface may give. */
  readonly problems: readonly ProblemCode[]
}

/** `stream`: server-sent events whose data is `schema`, as JSON. Without a schema the answer has no body. */
export type Success = {
  readonly status: 200 | 201 | 204
  readonly description: string
  readonly schema?: z.ZodType
  readonly stream?: boolean
}

export const apiPrefix = '/api/v1'

export type ParamsOf<R extends Route> = R extends { params: infer S extends z.ZodType } ? z.input<S> : undefined
export type QueryOf<R extends Route> = R extends { query: infer S extends z.ZodType } ? z.input<S> : undefined
export type BodyOf<R extends Route> = R extends { body: infer S extends z.ZodType } ? z.input<S> : undefined
export type AnswerOf<R extends Route> = R extends { success: { schema: infer S extends z.ZodType } }
  ? z.output<S>
  : undefined
