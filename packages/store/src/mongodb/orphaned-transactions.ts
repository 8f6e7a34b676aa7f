import type { Binary, Db } from 'mongodb'
import { appName } from './connection.ts'

/** The transactions of processes that are gone: the server keeps what they wrote locked for a minute, unless it is told otherwise. */
export type OrphanedTransactions = {
  /** Looks at most twice a second, and ends those that it knows. Whether there were any. */
  end(): Promise<boolean>
  /** Runs what a lock may keep waiting, and ends them while it waits. */
  whileWaiting<T>(run: () => Promise<T>): Promise<T>
}

/**
 * Ours send command after command. One that is open for so long, and of which nothing was heard between looks so far apart, is of a
 * process that was killed, hangs or was cut off. Should it live after all, it is told that its transaction was rolled back, and begins it anew.
 */
const openForMs = 2000
const silentForMs = 1000
const lookEveryMs = 500
/** What waits no longer meets others that live. */
const patienceMs = 500

/** `activeUs`: how long the server has worked for it so far. */
type Open = { readonly session: Binary; readonly number: string; readonly activeUs: string }
type Seen = { readonly as: string; readonly since: number }

/**
 * Needs no rights: the server shows to each user, and lets it end, what is its own. `open`: by a client whose connections are not kept
 * by what waits.
 */
export const watchOrphaned = (open: () => Db): OrphanedTransactions => {
  let seen: ReadonlyMap<string, Seen> = new Map()
  const endSilent = async (): Promise<boolean> => {
    const [found, now] = [await openTransactions(open()), performance.now()]
    const before = seen
    seen = new Map(found.map((one) => [idOf(one), seenAt(now, one, before.get(idOf(one)))]))
    const silent = found.filter((one) => now - (seen.get(idOf(one))?.since ?? now) >= silentForMs)
    if (silent.length === 0) return false
    await open()
      .client.db('admin')
      .command({ killSessions: silent.map(({ session }) => ({ id: session })) })
    return true
  }
  let looking: Promise<boolean> | undefined
  let lookedAt = Number.NEGATIVE_INFINITY
  const end = async (): Promise<boolean> => {
    if (looking !== undefined) return looking
    if (performance.now() - lookedAt < lookEveryMs) return false
    // Where that fails, the server ends them when their time is over.
    looking = endSilent().catch(() => false)
    const some = await looking
    looking = undefined
    lookedAt = performance.now()
    return some
  }
  return {
    end,
    whileWaiting: async (run) => {
      let timer = setTimeout(function look() {
        void end()
        timer = setTimeout(look, lookEveryMs).unref()
      }, patienceMs).unref()
      try {
        return await run()
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

/** Those that wait for their next command, and have been open for long. */
const openTransactions = (db: Db): Promise<readonly Open[]> => {
  const stages = [
    { $currentOp: { allUsers: false, idleSessions: true } },
    { $match: { type: 'idleSession', appName, 'transaction.timeOpenMicros': { $gte: openForMs * 1000 } } },
    {
      $project: {
        session: '$lsid.id',
        number: { $toString: '$transaction.parameters.txnNumber' },
        activeUs: { $toString: '$transaction.timeActiveMicros' },
      },
    },
  ]
  return db.client
    .db('admin')
    .aggregate<Open>(stages, { readConcern: { level: 'local' } })
    .toArray()
}

const idOf = ({ session }: Open): string => session.toString('hex')

const seenAt = (now: number, { number, activeUs }: Open, before: Seen | undefined): Seen => {
  const as = `${number} ${activeUs}`
  return before?.as === as ? before : { as, since: now }
}
