import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Store } from '@rolecall/core/ports/store'
import type { FeedListener } from '../feed.ts'
import { describeError, type Log } from '../log.ts'
import type { Tally } from './tally.ts'

type Instance = DocumentOf<'instances'>
type Beat = FeedListener &
  AsyncDisposable & {
    /** From a commit of this process until its feed told of it; it grows while the feed is silent. */
    readonly lagMs: () => number
  }

export const beatMs = 10_000

/**
 * Tells the installation every ten seconds that this process is there and how it is, and writes down what it counted. Its own
 * beats come back by the feed, which is how its lag is known. A beat that fails is left out: the next tells more.
 */
export const startBeat = (options: {
  readonly store: Store
  readonly log: Log
  readonly id: string
  readonly tally: Tally
  readonly read: () => Omit<Instance, 'id'>
  /** Runs with each beat. */
  readonly also?: (() => Promise<void>) | undefined
}): Beat => {
  const { store, log, id, tally, read, also } = options
  const revisions = new Map<string, number>()
  let sentAt: number | undefined
  let lagMs = 0
  const write = async () => {
    const hours = tally.take()
    const puts: Change[] = hours.map((row) => ({
      op: 'put',
      collection: 'tallies',
      doc: { id: `${id}:${row.hour}`, ...row },
      expected: revisions.get(`${id}:${row.hour}`) ?? 'absent',
    }))
    puts.push({ op: 'put', collection: 'instances', doc: { id, ...read() }, expected: revisions.get(id) ?? 'absent' })
    sentAt ??= performance.now()
    const outcome = await store.commit(puts).catch(() => undefined)
    if (outcome?.outcome !== 'committed') tally.giveBack(hours.map(({ hour }) => hour))
    await learn(puts, outcome?.outcome === 'committed')
  }
  const learn = async (puts: readonly Change[], committed: boolean) => {
    for (const put of puts) {
      if (put.op !== 'put') continue
      const known = committed
        ? (revisions.get(put.doc.id) ?? 0) + 1
        : (await store.get(put.collection, put.doc.id))?.revision
      if (known === undefined) revisions.delete(put.doc.id)
      else revisions.set(put.doc.id, known)
    }
  }
  let under: Promise<void> = Promise.resolve()
  const beat = () => {
    under = under
      .then(write)
      .then(also)
      .catch((error) => log.warn('beat.failed', { error: describeError(error) }))
  }
  beat()
  const timer = setInterval(beat, beatMs)
  return {
    lagMs: () => (sentAt === undefined ? lagMs : Math.max(lagMs, performance.now() - sentAt)),
    collections: ['instances'],
    async changed(events) {
      if (sentAt === undefined || !events.some((event) => event.collection === 'instances' && event.id === id)) return
      lagMs = performance.now() - sentAt
      sentAt = undefined
    },
    async lost() {
      sentAt = undefined
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await under
      await write().catch(() => undefined)
      const revision = revisions.get(id)
      if (revision !== undefined)
        await store.commit([{ op: 'delete', collection: 'instances', id, expected: revision }]).catch(() => undefined)
    },
  }
}
