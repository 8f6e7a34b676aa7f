import type { FieldErrorCode, ProblemCode } from '@rolecall/contract/api/problem-code'

/**
 * `pointer`: JSON pointer within the request's body or query. `bound`: the least or the most that is taken, where the code is
 * about that. `mend`: for developers, what can be taken instead.
 */
export type FieldRefusal = {
  readonly pointer: string
  readonly code: FieldErrorCode
  readonly bound?: number
  readonly mend?: string
}

/** An outcome that was to be expected and is not the one that was asked for. */
export type Refusal = {
  readonly refused: ProblemCode
  readonly errors?: readonly FieldRefusal[]
  readonly retryAfterSeconds?: number
  /** The id of what a copy of the request made before. */
  readonly made?: string
}

export const refuse = (refused: ProblemCode, more: Omit<Refusal, 'refused'> = {}): Refusal => ({ refused, ...more })

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value
