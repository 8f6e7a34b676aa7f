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
  let cut = Promise.withResolvers<never>()
  let isOut = false
  let timer: NodeJS.Timeout | undefined
  cut.promise.catch(() => undefined)
  const look = async (): Promise<void> => {
    const answers = await isAnswered(ping())
    if (answers && isOut) {
      cut = Promise.withResolvers<never>()
      cut.promise.catch(() => undefined)
    }
    isOut = !answers
    if (isOut) cut.reject(new StoreUnavailable('the database server does not answer'))
    if (timer !== undefined) timer = setTimeout(look, lookEveryMs).unref()
  }
  timer = setTimeout(look, lookEveryMs).unref()
  return {
    within: async (run) => {
      // Whoever tries again in a circle lets the loop go round, or the next ping would never be heard.
      if (isOut) await new Promise((resolve) => setImmediate(resolve))
      return isOut ? cut.promise : Promise.race([run(), cut.promise])
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer)
      timer = undefined
    },
  }
}

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
