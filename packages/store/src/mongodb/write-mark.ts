import type { ChangeStream, Db } from 'mongodb'
import { collectionNames } from '../shapes.ts'

/** How many changes were made since the first call, as a word; undefined from where the server does not tell any more. */
export type WriteMark = AsyncDisposable & { read(): Promise<string | undefined> }

const drainForMs = 200

/** Counts what a change stream tells. A server that keeps too little history, or grants none, is asked no more. */
export const writeMark = (db: Db): WriteMark => {
  let stream: ChangeStream | undefined
  let count: number | undefined = 0
  const drain = async (): Promise<void> => {
    const stages = [{ $match: { 'ns.coll': { $in: [...collectionNames()] } } }, { $project: { _id: 1 } }]
    stream ??= db.watch(stages, { maxAwaitTimeMS: 50 })
    // Who goes on writing is never caught up with, and what is left counts the next time.
    for (const until = performance.now() + drainForMs; count !== undefined && performance.now() < until; count += 1)
      if ((await stream.tryNext()) === null) return
  }
  return {
    read: async () => {
      await drain().catch(() => {
        count = undefined
      })
      return count === undefined ? undefined : String(count)
    },
    [Symbol.asyncDispose]: async () => {
      await stream?.close().catch(() => undefined)
    },
  }
}
