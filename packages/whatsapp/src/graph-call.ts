import type { Refusal } from '@rolecall/core/ports/messenger'
import { reactionTo } from './errors.ts'
import { number, record, text } from './webhook/narrow.ts'

export interface GraphOptions {
  /** With the version and no slash at the end: `https://graph.facebook.com/v26.0`. */
  readonly graphUrl: string
  readonly accessToken: string
  /**
   * Of a whole call, in milliseconds. Over 10,000 in earnest: connecting gives up by itself after that time, which
   * tells a request that never left, and may be sent again, from one whose answer was lost.
   */
  readonly timeoutMs: number
  readonly userAgent: string
}

export interface Answered {
  readonly outcome: 'answered'
  readonly status: number
  /** Undefined where the body is no JSON, as from a gateway in between. */
  readonly body: unknown
  readonly retryAfterMs: number | undefined
}

/** `not-sent`: nothing has left. `unknown`: the request may have arrived. `details` names the fault, never the token. */
export type GraphAnswer = Answered | { readonly outcome: 'not-sent' | 'unknown'; readonly details: string }

/** One call of the Graph API. It does not throw for what the network or the other side does. */
export async function graphCall(
  options: GraphOptions,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<GraphAnswer> {
  try {
    const response = await fetch(`${options.graphUrl}${path}`, {
      method,
      headers: { ...credentials(options), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(options.timeoutMs),
      // The API does not redirect; following would send the message somewhere else.
      redirect: 'error',
    })
    const answer = await response.text()
    return { outcome: 'answered', status: response.status, body: json(answer), retryAfterMs: retryAfterMs(response) }
  } catch (error) {
    return networkFault(error)
  }
}

/** Meta's media servers refuse a request without a user agent. */
export function credentials({ accessToken, userAgent }: GraphOptions): Record<string, string> {
  return { authorization: `Bearer ${accessToken}`, 'user-agent': userAgent }
}

export function networkFault(error: unknown): { outcome: 'not-sent' | 'unknown'; details: string } {
  const code = faultCode(error)
  return { outcome: beforeSending.has(code) ? 'not-sent' : 'unknown', details: code }
}

/** What an answer that is no success asks for; `is_transient` and the status serve where the code is not known. */
export function refusalOf(answer: Answered): Refusal {
  const fault = graphError(answer.body)
  const { reaction, retryAfterMs } = reactionTo(fault?.code, {
    status: answer.status,
    transient: fault?.transient ?? false,
  })
  const waits = [retryAfterMs, answer.retryAfterMs].filter((wait) => wait !== undefined)
  return {
    outcome: 'refused',
    reaction,
    code: fault?.code ?? 0,
    details: fault?.details ?? `HTTP ${answer.status} without a reason`,
    ...(waits.length === 0 ? {} : { retryAfterMs: Math.max(...waits) }),
  }
}

export interface GraphError {
  readonly code: number
  readonly subcode: number | undefined
  readonly details: string
  readonly transient: boolean
}

/** The error's envelope, undefined where the body holds none. */
export function graphError(body: unknown): GraphError | undefined {
  const error = record(record(body)?.error)
  const code = number(error?.code)
  if (error === undefined || code === undefined) return undefined
  const details = text(record(error.error_data)?.details) ?? text(error.error_user_msg) ?? text(error.message) ?? ''
  const subcode = number(error.error_subcode)
  return { code, subcode, details: details.slice(0, 500), transient: error.is_transient === true }
}

/** Faults of looking up the name, connecting and the TLS handshake: no byte of the request has left by then. */
const beforeSending = new Set([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** The innermost code: fetch wraps the socket's fault, several tried addresses wrap theirs once more. */
function faultCode(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN'
  if (error.name === 'TimeoutError') return 'TIMEOUT'
  if ('code' in error && typeof error.code === 'string') {
    // Connecting, and only that, fails with ETIMEDOUT before anything was written.
    return 'syscall' in error && error.syscall === 'connect' ? connectCode(error.code) : error.code
  }
  if (error instanceof AggregateError && error.errors.length > 0) return faultCode(error.errors[0])
  return error.cause === undefined ? 'UNKNOWN' : faultCode(error.cause)
}

function connectCode(code: string): string {
  return code === 'ETIMEDOUT' ? 'UND_ERR_CONNECT_TIMEOUT' : code
}

function retryAfterMs(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 86_400) * 1000 : undefined
}

function json(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
