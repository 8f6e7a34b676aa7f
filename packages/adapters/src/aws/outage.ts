/** Whether a service of AWS is away or overwhelmed, rather than that it said no. */
export const isOutage = (error: unknown): boolean => {
  const status = statusOf(error)
  if (/^Throttling/.test(nameOf(error))) return true
  return status === undefined || status >= 500 || status === 429 || status === 408
}

/** Of the answer; undefined where there was none. */
export const statusOf = (error: unknown): number | undefined => {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined
  const { $metadata } = error
  return typeof $metadata === 'object' && $metadata !== null && 'httpStatusCode' in $metadata
    ? Number($metadata.httpStatusCode)
    : undefined
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')

/** Whether nobody was asked, since the circuit is open. Told by the library's mark, so that it need not be loaded to look. */
export const isOpenCircuit = (error: unknown): boolean => error instanceof Error && 'isBrokenCircuitError' in error
