import { setTimeout as delay } from 'node:timers/promises'
import type { ChangesSince, FeedEvent, FeedOptions } from '@rolecall/core/ports/store'
import { type ChangeStreamOptions, type Db, MongoServerError, type Timestamp } from 'mongodb'
import { isCollectionName, type Shape } from '../shapes.ts'
import { isConnectionLost } from './connection.ts'

type Entry = FeedEvent | { readonly lost: true }

/** Milliseconds between two tries to open the stream. */
const reopenMs = 200
/**
 * How often the server is asked for changes while there are none. It is never left waiting for one: each write to anything wakes
 * a stream that waits, to find that it is none of its own; sixteen of them cost a write three quarters of what it costs itself.
 */
const lookMs = 100
/** The least that a server waits. */
const noWaitMs = 1

/**
 * Follows the change stream of the collections with a feed: opened again whenever it breaks, after the last change
 * seen. `since`: a moment of the cluster before the call, from which a stream without a token starts.
 */
export async function* follow(
  db: Db,
  shapes: readonly Shape[],
  { since, ...options }: FeedOptions & { readonly since: Timestamp },
): AsyncGenerator<Entry> {
  const { after, signal, reopened } = options
  const names = toldOf(shapes, options)
  let start: ChangeStreamOptions =
    after === undefined ? { startAtOperationTime: since } : { resumeAfter: { _data: after } }
  while (!signal.aborted) {
    try {
      for await (const event of events(db, names, { ...options, start })) {
        yield event
        start = { resumeAfter: { _data: event.token } }
      }
    } catch (error) {
      if (signal.aborted) return
      if (isTokenLost(error)) {
        start = { startAtOperationTime: await clusterTime(db) }
        yield { lost: true }
      } else if (!isConnectionLost(error)) throw error
    }
    if (!signal.aborted) reopened?.()
    await delay(reopenMs, undefined, { signal }).catch(() => undefined)
  }
}

/** How long the server may wait for changes that are not there yet. */
const catchUpWaitMs = 20

/** What was committed after a token, up to the cluster's time at the call; the stream says how far it has come. */
export const changesSince = async (
  db: Db,
  shapes: readonly Shape[],
  options: Pick<FeedOptions, 'after' | 'collections'>,
): Promise<ChangesSince> => {
  const { after } = options
  const until = await clusterTime(db)
  const start: ChangeStreamOptions =
    after === undefined ? { startAtOperationTime: until } : { resumeAfter: { _data: after } }
  const stream = watch(db, toldOf(shapes, options), { ...start, maxAwaitTimeMS: catchUpWaitMs })
  const events: FeedEvent[] = []
  try {
    for (;;) {
      const change = await stream.tryNext()
      const event = change === null ? undefined : toEvent(change)
      if (event !== undefined) events.push(event)
      const { resumeToken } = stream
      if (change === null && hasString(resumeToken, '_data') && isAtLeast(resumeToken._data, until))
        return { events, token: resumeToken._data }
    }
  } catch (error) {
    if (isTokenLost(error)) return { lost: true }
    throw error
  } finally {
    await stream.close().catch(() => undefined)
  }
}

/** A token begins with a mark of one byte and the cluster's time that it stands at: eight bytes, in hexadecimal digits. */
const isAtLeast = (token: string, time: Timestamp): boolean => BigInt(`0x${token.slice(2, 18)}`) >= time.toBigInt()

/** The cluster's time after the last operation that the server did. */
export const clusterTime = async (db: Db): Promise<Timestamp> => {
  const { operationTime } = await db.command({ ping: 1 })
  return operationTime
}

/** History lost, fatal for the stream, no such token, or no token at all: only the token's text comes from outside. */
const isTokenLost = (error: unknown): boolean =>
  error instanceof MongoServerError && !isConnectionLost(error) && error.hasErrorLabel('NonResumableChangeStreamError')
    ? true
    : error instanceof MongoServerError && lostTokenCodes.has(Number(error.code))

const lostTokenCodes: ReadonlySet<number> = new Set([9, 50811, 260, 280, 286, 40647, 40649])

async function* events(
  db: Db,
  names: readonly string[],
  {
    start,
    signal,
    caughtUp = () => undefined,
    everyMs = 0,
  }: Pick<FeedOptions, 'signal' | 'caughtUp' | 'everyMs'> & { readonly start: ChangeStreamOptions },
): AsyncGenerator<FeedEvent> {
  const stream = watch(db, names, { ...start, maxAwaitTimeMS: noWaitMs })
  const close = () => void stream.close().catch(() => undefined)
  const restUntil = async (at: number) => {
    const ms = at - performance.now()
    if (ms > 0) await delay(ms, undefined, { signal }).catch(() => undefined)
  }
  signal.addEventListener('abort', close)
  try {
    /** When the server was last asked. What it answered is handed out before it is asked again. */
    let askedAt: number | undefined
    let changedAt = Number.NEGATIVE_INFINITY
    while (!stream.closed) {
      const from = performance.now()
      let asks = false
      const asking = setImmediate(() => {
        asks = true
        if (askedAt !== undefined) caughtUp(askedAt)
      })
      const change = await stream.tryNext().finally(() => clearImmediate(asking))
      if (change === null) {
        caughtUp(from)
        askedAt = from
        await restUntil(from + lookMs)
        continue
      }
      // Where changes come one after the other, what an answer holds may wait: the next one then holds all that came meanwhile.
      if (asks) await restUntil(changedAt + everyMs)
      if (asks) askedAt = changedAt = from
      const event = toEvent(change)
      if (event) yield event
    }
  } finally {
    signal.removeEventListener('abort', close)
    await stream.close().catch(() => undefined)
  }
}

const toldOf = (shapes: readonly Shape[], { collections }: Pick<FeedOptions, 'collections'>): readonly string[] =>
  shapes.flatMap(({ name, feed }) => (feed && (collections?.includes(name) ?? true) ? [name] : []))

const watch = (db: Db, names: readonly string[], options: ChangeStreamOptions) => {
  const match = {
    'ns.coll': { $in: [...names] },
    operationType: { $in: ['insert', 'update', 'replace', 'delete'] },
  }
  return db.watch([{ $match: match }, { $project: { operationType: 1, ns: 1, documentKey: 1 } }], options)
}

type Change = {
  readonly _id: unknown
  readonly operationType: string
  readonly ns?: unknown
  readonly documentKey?: { readonly _id: unknown }
}

const toEvent = (change: Change): FeedEvent | undefined => {
  const { _id: token, ns } = change
  const collection = hasString(ns, 'coll') ? ns.coll : ''
  if (!isCollectionName(collection) || !hasString(token, '_data')) return undefined
  const deleted = change.operationType === 'delete'
  return { token: token._data, collection, id: String(change.documentKey?._id), deleted }
}

const hasString = <K extends string>(value: unknown, key: K): value is Record<K, string> =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, key) === 'string'
