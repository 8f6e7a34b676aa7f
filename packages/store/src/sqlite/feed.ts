import type { DatabaseSync } from 'node:sqlite'
import type { CollectionName } from '@rolecall/core/model/collections'
import type { CaughtUp, ChangesSince, FeedEvent, FeedOptions } from '@rolecall/core/ports/store'
import { isCollectionName } from '../shapes.ts'
import { lazily } from './table.ts'

export type Feed = {
  /** Runs inside a transaction. */
  append(collection: CollectionName, id: string, deleted: boolean): void
  /** Tells this process's readers what was appended, once it is committed; true when it is time to trim. */
  published(): boolean
  /** Runs inside a transaction: drops what is older than the last `keep` changes. */
  trim(): void
  read(options: FeedOptions): AsyncIterable<FeedEvent | { readonly lost: true }>
  /** What was committed after a token, up to now. */
  since(options: Pick<FeedOptions, 'after' | 'collections'>): ChangesSince
  /** Ends every reader: the file is about to be closed. */
  close(): void
}

type Entry = FeedEvent | { readonly lost: true }

const pollMs = 100
const pageSize = 500
const trimEvery = 1000

/**
 * The feed is a table: a token is the feed's own id and a row's number. Readers in this process are woken by its
 * commits; those of other processes show in `pragma data_version`.
 */
export const openFeed = (db: DatabaseSync, keep: number): Feed => {
  const statement = lazily(db)
  const feedId = String(statement(`select value from meta where key = 'feed'`).get()?.value)
  const readers = new Set<() => void>()
  let appended = 0
  let published = 0
  let trimmed = 0
  const closing = new AbortController()

  const last = (): number => Number(statement(`select seq from sqlite_sequence where name = 'changes'`).get()?.seq ?? 0)
  const oldest = (): number => Number(statement('select min(seq) as seq from changes').get()?.seq ?? 0)
  const isLost = (seq: number): boolean => !(seq >= oldest() - 1 && seq <= last())
  const page = (after: number): readonly { seq: number; event: FeedEvent }[] =>
    statement(`select * from changes where seq > ? order by seq limit ${pageSize}`)
      .all(after)
      .flatMap(({ seq, collection, id, deleted }) => {
        const name = String(collection)
        if (!isCollectionName(name)) return []
        const event = { token: `${feedId}.${seq}`, collection: name, id: String(id), deleted: deleted === 1 }
        return [{ seq: Number(seq), event }]
      })

  const seqOf = (token: string): number => {
    const [id, seq] = token.split('.')
    return id === feedId ? Number(seq) : Number.NaN
  }
  const since = ({ after, collections }: Pick<FeedOptions, 'after' | 'collections'>): ChangesSince => {
    const until = last()
    const events: FeedEvent[] = []
    let seq = after === undefined ? until : seqOf(after)
    if (isLost(seq)) return { lost: true }
    for (let found = page(seq); found.length > 0 && seq < until; found = page(seq)) {
      for (const { event } of found) if (isTold(event, collections)) events.push(event)
      seq = found.at(-1)?.seq ?? until
    }
    return { events, token: `${feedId}.${Math.max(seq, until)}` }
  }

  async function* follow(
    start: number,
    { signal, caughtUp = () => undefined, collections }: FeedOptions,
  ): AsyncGenerator<Entry> {
    let seq = start
    let version = dataVersion(db)
    while (!signal.aborted) {
      if (isLost(seq)) {
        seq = last()
        yield { lost: true }
      }
      const lookedAt = performance.now()
      const events = page(seq)
      for (const { seq: at, event } of events) {
        if (signal.aborted) return
        seq = at
        if (isTold(event, collections)) yield event
      }
      if (events.length > 0) continue
      caughtUp(lookedAt)
      version = await changed(db, { version, readers, signal, caughtUp })
    }
  }

  return {
    append: (collection, id, deleted) => {
      statement('insert into changes (collection, id, deleted) values (?, ?, ?)').run(collection, id, deleted ? 1 : 0)
      appended += 1
    },
    published: () => {
      if (appended === published) return false
      published = appended
      for (const wake of [...readers]) wake()
      return appended - trimmed >= trimEvery
    },
    trim: () => {
      trimmed = appended
      statement('delete from changes where seq <= ?').run(last() - keep)
    },
    since,
    read: (options) =>
      follow(options.after === undefined ? last() : seqOf(options.after), {
        ...options,
        signal: AbortSignal.any([options.signal, closing.signal]),
      }),
    close: () => closing.abort(),
  }
}

const isTold = ({ collection }: FeedEvent, collections: FeedOptions['collections']): boolean =>
  collections?.includes(collection) ?? true

const dataVersion = (db: DatabaseSync): number => Number(db.prepare('pragma data_version').get()?.data_version)

type Wait = {
  readonly version: number
  readonly readers: Set<() => void>
  readonly signal: AbortSignal
  readonly caughtUp: CaughtUp
}

/** Resolves with the data version once this process woke its readers, another process wrote, or the signal aborted. */
const changed = (db: DatabaseSync, { version, readers, signal, caughtUp }: Wait): Promise<number> =>
  new Promise((resolve) => {
    const finish = (current: number): void => {
      clearInterval(timer)
      readers.delete(stop)
      signal.removeEventListener('abort', stop)
      resolve(current)
    }
    const stop = (): void => finish(version)
    const timer = setInterval(() => {
      const lookedAt = performance.now()
      const current = dataVersion(db)
      if (current !== version) finish(current)
      else caughtUp(lookedAt)
    }, pollMs)
    readers.add(stop)
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
  })
