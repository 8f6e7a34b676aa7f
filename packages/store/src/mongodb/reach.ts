import { StoreUnavailable } from '@rolecall/core/ports/store'

/** Whether the database can be reached at all, found out beside the work. */
export type Reach = {
  /**
   * Runs what talks to the database, and gives it up as soon as the database is found to be out of reach; what was sent may
   * have arrived. @throws StoreUnavailable
   */
  within<T>(run: () => Promise<T>): Promise<T>
  [Symbol.dispose](): void
}

const lookEveryMs = 500
const answerWithinMs = 1000

/**
 * A network that swallows packets tells nobody: the driver finds out when its sockets time out, after seconds in which every
 * request waits. A ping twice a second finds out within 1.5 seconds.
 */
export const watchReach = (ping: () => Promise<unknown>): Reach => {
  /** One for each that is under way: one promise that all of them race would hold on to what each answered, for weeks. */
  const underWay = new Set<(error: Error) => void>()
  let isOut = false
  let timer: NodeJS.Timeout | undefined
  const look = async (): Promise<void> => {
    isOut = !(await isAnswered(ping()))
    if (isOut) for (const giveUp of underWay) giveUp(outOfReach())
    if (timer !== undefined) timer = setTimeout(look, lookEveryMs).unref()
  }
  timer = setTimeout(look, lookEveryMs).unref()
  return {
    within: async <T>(run: () => Promise<T>) => {
      // Whoever tries again in a circle lets the loop go round, or the next ping would never be heard.
      if (isOut) await new Promise((resolve) => setImmediate(resolve))
      if (isOut) throw outOfReach()
      const { promise, resolve, reject } = Promise.withResolvers<T>()
      underWay.add(reject)
      Promise.try(run).then(resolve, reject)
      try {
        return await promise
      } finally {
        underWay.delete(reject)
      }
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer)
      timer = undefined
    },
  }
}

const outOfReach = () => new StoreUnavailable('the database server does not answer')

/** After a turn of the loop that took long, the answer may lie there already: it is read before the time is called over. */
const isAnswered = async (answer: Promise<unknown>): Promise<boolean> => {
  const over = Promise.withResolvers<false>()
  const timer = setTimeout(() => setImmediate(() => setImmediate(() => over.resolve(false))), answerWithinMs)
  try {
    return await Promise.race([
      answer.then(
        () => true,
        () => false,
      ),
      over.promise,
    ])
  } finally {
    clearTimeout(timer)
  }
}
