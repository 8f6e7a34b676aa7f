export const containerPort = 3000

/**
 * How a task leaves, in seconds. Readiness turns false at SIGTERM and stays so for `drain`; then what is under way ends, at most
 * `longestRequest`; only after `stop` is the task killed. The product keeps idle connections for 72, longer than the balancer's
 * `idle`, so that the balancer never writes into a connection that was just closed.
 */
export const timing = {
  healthCheckSeconds: 10,
  /** A failover of the database takes up to 15 seconds; no task is replaced for that. */
  unhealthyChecks: 5,
  drainSeconds: 20,
  longestRequestSeconds: 30,
  deregistrationSeconds: 40,
  stopSeconds: 110,
  idleSeconds: 60,
} as const
