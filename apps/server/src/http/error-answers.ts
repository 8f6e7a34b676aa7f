import { CursorRefused, StoreUnavailable } from '@rolecall/core/ports/store'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { describeError, type Log } from '../log.ts'
import { IndexUnavailable } from '../matcher/match-index.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { fieldErrorsOf } from './field-errors.ts'
import { BadJson } from './json-body.ts'
import { sendProblem } from './problems.ts'

type Answer = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => FastifyReply | Promise<FastifyReply>

/**
 * Whatever was thrown on the way becomes a refusal with a stable code, told as a problem where `answer` does not say otherwise.
 * The text of a 5xx stays here, as do people's words.
 */
export const answerError =
  (log: Log, answer: Answer = (_request, reply, refusal) => sendProblem(reply, refusal)) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> => {
    const refusal = refusalOf(error)
    if (refusal.refused === 'internal' || refusal.refused === 'unavailable')
      log.error('http.failed', {
        method: request.method,
        route: request.routeOptions.url,
        request: request.id,
        error: describeError(error),
      })
    return answer(request, reply, refusal)
  }

const refusalOf = (error: unknown): Refusal => {
  if (hasZodFastifySchemaValidationErrors(error)) {
    // An id that cannot be one is an address where nothing is.
    if (error.validationContext === 'params') return refuse('not-found')
    return refuse('invalid-fields', { errors: fieldErrorsOf(error.validation) })
  }
  if (error instanceof BadJson) return refuse('bad-json')
  if (error instanceof CursorRefused)
    return refuse('invalid-fields', { errors: [{ pointer: '/after', code: 'invalid' }] })
  if (error instanceof StoreUnavailable || error instanceof IndexUnavailable)
    return refuse('unavailable', { retryAfterSeconds: 1 })
  return ofFastify(error)
}

const ofFastify = (error: unknown): Refusal => {
  const status = isFastifyError(error) ? (error.statusCode ?? 500) : 500
  switch (status) {
    case 413:
      return refuse('too-large')
    case 415:
      return refuse('unsupported-media-type')
    case 404:
      return refuse('not-found')
    case 503:
      return refuse('unavailable', { retryAfterSeconds: 1 })
    default:
      return refuse(status >= 400 && status < 500 ? 'bad-request' : 'internal')
  }
}

const isFastifyError = (error: unknown): error is Pick<FastifyError, 'statusCode'> =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
