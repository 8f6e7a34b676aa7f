import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel'

export type CircuitOptions = {
  /** Which failures say that the other side is away. */
  readonly isOutage: (error: unknown) => boolean
  /** This many in a row open it. */
  readonly failures: number
  /** How long nobody is asked then, in milliseconds; after it one call finds out. */
  readonly restMs: number
  /** How long one call may take with all its tries, in milliseconds. */
  readonly callMs: number
  readonly onChange?: ((state: 'open' | 'closed') => void) | undefined
}

/** A call through the circuit; `signal` aborts it when its time is over. Rejects at once while the circuit is open. */
export type Circuit = <T>(call: (signal: AbortSignal) => Promise<T>) => Promise<T>

export const createCircuit = (options: CircuitOptions): Circuit => {
  const breaker = circuitBreaker(handleWhen(options.isOutage), {
    halfOpenAfter: options.restMs,
    breaker: new ConsecutiveBreaker(options.failures),
  })
  breaker.onStateChange((state) => {
    if (state === CircuitState.Open) options.onChange?.('open')
    if (state === CircuitState.Closed) options.onChange?.('closed')
  })
  const policy = wrap(breaker, timeout(options.callMs, TimeoutStrategy.Aggressive))
  return (call) => policy.execute(({ signal }) => call(signal))
}

export const isOpenCircuit = (error: unknown): boolean => error instanceof BrokenCircuitError
