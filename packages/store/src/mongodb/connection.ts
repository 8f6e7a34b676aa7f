import { StoreUnavailable } from '@rolecall/core/ports/store'
import {
  type Collection,
  type Db,
  MongoBulkWriteError,
  MongoClient,
  type MongoClientOptions,
  MongoError,
  MongoServerError,
  MongoWriteConcernError,
} from 'mongodb'
import type { MongoDocument } from './documents.ts'

/** By which the server knows the connections of this product from others of the same user. */
export const appName = 'rolecall'

/** Said out loud, whatever the server's defaults are: what is acknowledged survives the loss of the primary. */
const durable: MongoClientOptions = {
  appName,
  readConcern: { level: 'majority' },
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5000 },
  readPreference: 'primary',
  retryWrites: true,
  retryReads: true,
  ignoreUndefined: true,
  connectTimeoutMS: 2000,
}

/** For the work of the store: what does not answer is given up within seconds. */
export const connect = (url: string): MongoClient =>
  new MongoClient(url, {
    ...durable,
    serverSelectionTimeoutMS: 2000,
    heartbeatFrequencyMS: 1000,
    socketTimeoutMS: 5000,
    maxPoolSize: 64,
  })

/** For migrations: an index of a large collection takes its time. */
export const connectPatiently = (url: string): MongoClient =>
  new MongoClient(url, { ...durable, serverSelectionTimeoutMS: 5000, maxPoolSize: 4 })

/**
 * For the change stream, which first closes its cursor on the dead node and is silent for as long as the selection of a
 * server may take.
 */
export const connectForFeed = (url: string): MongoClient =>
  new MongoClient(url, { ...durable, serverSelectionTimeoutMS: 1000, heartbeatFrequencyMS: 500, maxPoolSize: 8 })

/** The database that the address names, `rolecall` where it names none. */
export const databaseOf = (client: MongoClient, url: string): Db =>
  client.db(/^[^?]*\/\/[^/?]+\/([^?]+)/.exec(url)?.[1] ?? 'rolecall')

export const collectionOf = (db: Db, name: string): Collection<MongoDocument> => db.collection<MongoDocument>(name)

/**
 * Whether an error says that the server went away, or is going: a network error has no label that tells whether the
 * command arrived. The names are those of the driver's errors of connection, selection, pool and closed client.
 */
export const isConnectionLost = (error: unknown): boolean => {
  if (!(error instanceof MongoError)) return isOfSocket(error)
  if (error instanceof MongoWriteConcernError) return true
  // The driver wraps what ended a bulk write.
  if (error instanceof MongoBulkWriteError)
    return !!error.result.getWriteConcernError() || isConnectionLost(error.errorResponse)
  if (error.hasErrorLabel('RetryableWriteError') || error.hasErrorLabel('TransientTransactionError')) return true
  if (error instanceof MongoServerError) return lostCodes.has(Number(error.code))
  return /Network|ServerSelection|NotConnected|Pool|TopologyClosed|ClientClosed|ExpiredSession/.test(error.name)
}

/** What a write to a socket threw, the driver hands on as it is. */
const isOfSocket = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && socketCodes.has(String(error.code))

const socketCodes: ReadonlySet<string> = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTCONN',
  'EPIPE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'ETIMEDOUT',
])

/** Host unreachable, not primary, shutting down, interrupted by a change of roles: the server's own codes. */
const lostCodes: ReadonlySet<number> = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436])

/** Runs a read. @throws StoreUnavailable where the server cannot be reached. */
export const reading = async <T>(read: () => Promise<T>): Promise<T> => {
  try {
    return await read()
  } catch (error) {
    if (isConnectionLost(error)) throw new StoreUnavailable('the database server cannot be reached', { cause: error })
    throw error
  }
}
