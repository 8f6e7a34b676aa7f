import { describeError } from '../log.ts'
import { retention } from './parts/retention/policy.ts'
import type { RetentionDeps } from './parts/retention/rule.ts'

const everyMs = 3_600_000

/** Forgets whatever is due by the policy of retention; how much it was. A rule that fails holds up no other. */
export const forgetOld = async (deps: RetentionDeps): Promise<number> => {
  let forgotten = 0
  for (const [collection, { rules }] of Object.entries(retention))
    for (const { forget } of rules)
      try {
        forgotten += await forget(deps, deps.clock.now())
      } catch (error) {
        deps.log.warn('retention.failed', { collection, error: describeError(error) })
      }
  return forgotten
}

/** Forgets now and every hour, until it is disposed. Any number of instances may do so. */
export const startForgetting = (deps: RetentionDeps): Disposable => {
  const run = () => {
    forgetOld(deps).then((count) => count > 0 && deps.log.info('retention.forgotten', { count }))
  }
  run()
  const timer = setInterval(run, everyMs)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
