/** Of a container: ends with 0 where the server in it lives, with 1 where it does not answer within four seconds. */
const port = process.env.PORT ?? '3000'
const answer = await fetch(`http://127.0.0.1:${port}/livez`, { signal: AbortSignal.timeout(4000) }).catch(
  () => undefined,
)
process.exit(answer?.ok ? 0 : 1)
