import { bulkhead, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen, wrap } from 'cockatiel'
import { isOutage } from './outage.ts'

export type CircuitOptions = {
  /** How long nobody is asked once it is open, in milliseconds; after it one request finds out. */
  readonly restMs: number
  readonly onChange?: ((state: 'open' | 'closed') => void) | undefined
}

/** Makes one request through the circuit. Rejects at once while it is open. */
export type Circuit = <T>(request: () => Promise<T>) => Promise<T>

/** So many failures in a row open it. Those that are under way then fail too: nine at most, however many wait. */
const failures = 5
const atOnce = 5

/** Stands before one service of AWS; a refusal by it is an answer and opens nothing. */
export const createCircuit = ({ restMs, onChange }: CircuitOptions): Circuit => {
  const breaker = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: restMs,
    breaker: new ConsecutiveBreaker(failures),
  })
  breaker.onStateChange((state) => {
    if (state === CircuitState.Open) onChange?.('open')
    if (state === CircuitState.Closed) onChange?.('closed')
  })
  const policy = wrap(bulkhead(atOnce, Number.POSITIVE_INFINITY), breaker)
  return (request) => policy.execute(request)
}

/** Where it stands among what a client of the SDK does: each try of a call goes through it, and the SDK's retries end with it. */
export const insideRetries = { step: 'finalizeRequest', priority: 'low', name: 'circuit' } as const
