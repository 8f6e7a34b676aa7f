import type { CollectionName, DocumentOf, IndexOf } from '../model/collections.ts'

/** A document as read, with the revision that a later commit may expect. Revisions start at 1, each put adds 1. */
export type Stored<T> = { readonly revision: number; readonly doc: T }

/**
 * One change of a commit. `expected`: the revision that was read, or `absent` for a new document.
 * `if-absent` inserts and is a no-op where the id stands already (its id is then listed in `existing`).
 */
export type Change =
  | {
      [C in CollectionName]: {
        readonly op: 'put'
        readonly collection: C
        readonly doc: DocumentOf<C>
        readonly expected: number | 'absent' | 'if-absent'
      }
    }[CollectionName]
  | { readonly op: 'delete'; readonly collection: CollectionName; readonly id: string; readonly expected: number }

/**
 * What became of a commit; nothing is written unless all of it is.
 * `duplicate`: another document has the same values in a unique index; where that is so in several, `index` is one of them.
 * `unknown`: the connection was lost on the way: run the flow again and find out by revision or key.
 */
export type CommitOutcome =
  | { readonly outcome: 'committed'; readonly existing: readonly string[] }
  | { readonly outcome: 'conflict'; readonly collection: CollectionName; readonly id: string }
  | { readonly outcome: 'duplicate'; readonly collection: CollectionName; readonly id: string; readonly index: string }
  | { readonly outcome: 'lease-lost'; readonly lane: string }
  | { readonly outcome: 'unknown' }

/**
 * Where a task runs: `lease` must still be held for the commit to succeed. It is held past its end, until somebody else claims
 * the lane; one that was over for a day may be forgotten.
 */
export type Lease = { readonly lane: string; readonly fence: number }

/** `ends`: the commit gives the lane back, due again at once, if it stands; the lease is lost with it. */
export type CommitLease = Lease & { readonly ends?: boolean }

export type Query<C extends CollectionName> = {
  readonly index: IndexOf<C>
  /** Values for the index's leading fields, in its order. Blind fields take the plain value. */
  readonly where: readonly (string | number | boolean)[]
  /** Bounds on the field after `where`. */
  readonly range?: { readonly from?: string | number; readonly below?: string | number }
  readonly order?: 'ascending' | 'descending'
  /** 1 to 1000. */
  readonly limit: number
  /**
   * `cursor` of the page before. It stands at the values of that page's last document in the index, and its id where the index is not
   * unique: a document that takes a unique value over from it between two pages is not on the next one.
   */
  readonly after?: string
  /** The documents will not be asked for again soon, since all are read one after the other: nothing remembers them. */
  readonly inPassing?: boolean
}
export type Page<T> = { readonly items: readonly Stored<T>[]; readonly cursor?: string }

/** One of several questions that are asked together: documents by their ids, or those of a query's first page. */
export type Asked<C extends CollectionName = CollectionName> = {
  [K in C]:
    | { readonly collection: K; readonly ids: readonly string[] }
    | { readonly collection: K; readonly query: Omit<Query<K>, 'after' | 'inPassing'> }
}[C]
/** What `getMany` or `find` would give, of each question in turn. */
export type Answers<A extends readonly Asked[]> = {
  readonly [K in keyof A]: readonly Stored<DocumentOf<A[K]['collection']>>[]
}

export type FeedEvent = {
  readonly token: string
  readonly collection: CollectionName
  readonly id: string
  readonly deleted: boolean
}

export type FeedOptions = {
  readonly after?: string
  /** The only ones to tell of; all that have a feed when absent. */
  readonly collections?: readonly CollectionName[]
  /** Whoever need not hear of each change at once: the engine may look for them no more often than this. Milliseconds. */
  readonly everyMs?: number
  readonly signal: AbortSignal
  readonly caughtUp?: CaughtUp
  /** Hears each time that the engine's own connection to its changes broke and is made again. */
  readonly reopened?: () => void
}
export type CaughtUp = (beforeMs: number) => void

/** `lost`: the token is too old. A change may stand in it twice. */
export type ChangesSince = { readonly events: readonly FeedEvent[]; readonly token: string } | { readonly lost: true }

/** A lane with work that is due, leased to the caller: its ready tasks in order, up to the first that waits for later. */
export type Claim = { readonly lease: Lease; readonly tasks: readonly Stored<DocumentOf<'tasks'>>[] }

/** What to count: a query without order and page. `atMost`: where counting stops, 1 to 100,000. */
export type Counting<C extends CollectionName> = Pick<Query<C>, 'index' | 'where' | 'range'> & {
  readonly atMost: number
}

/**
 * The tasks of one queue. `waiting`: they are due, and those that are being worked on are among them; those behind a task of
 * their lane that waits for minutes may not be. Each count at most 10,000, where counting stops. `oldestDueAt`: since when the oldest is due (epoch ms).
 */
export type QueueState = {
  readonly queue: DocumentOf<'tasks'>['queue']
  readonly waiting: number
  readonly dead: number
  readonly oldestDueAt?: number
}

export type TaskListener = (queue: string, lanes: ReadonlySet<string>) => void

/**
 * The store. Both engines give the same outcomes. Reads throw `StoreUnavailable` when the engine cannot be reached.
 * Everything read is unsealed and parsed; a document whose data key was destroyed reads as absent.
 */
export interface Store {
  get<C extends CollectionName>(collection: C, id: string): Promise<Stored<DocumentOf<C>> | undefined>
  getMany<C extends CollectionName>(collection: C, ids: readonly string[]): Promise<readonly Stored<DocumentOf<C>>[]>
  find<C extends CollectionName>(collection: C, query: Query<C>): Promise<Page<DocumentOf<C>>>
  /**
   * In one go where the engine can; what is answered need not be of one moment. For few documents of each, found by an index that no
   * other one of the collection could stand in for.
   */
  findTogether<const A extends readonly Asked[]>(asked: A): Promise<Answers<A>>
  /** How many documents a query would find, whether they can be unsealed or not. */
  count<C extends CollectionName>(collection: C, counting: Counting<C>): Promise<number>
  /** How full each queue is at `now` (epoch ms), for whoever watches. */
  queues(now: number): Promise<readonly QueueState[]>
  /** At most 1000 changes. */
  commit(changes: readonly Change[], lease?: CommitLease): Promise<CommitOutcome>
  /**
   * Leases up to `lanes` lanes of the queue whose first unfinished task is due at `now` (epoch ms) and that nobody holds.
   * Order within a lane is `order`, then id; a lane whose first task waits for later is not due. A task whose data key
   * was destroyed is marked dead and passed over. `among`: the only lanes of the queue to look
   * at, without a search. `held`: lanes that the caller holds, which need not be looked at.
   */
  claim(options: {
    queue: string
    now: number
    /** How long each lane is held, or what tells that by its name. */
    leaseMs: number | ((lane: string) => number)
    lanes: number
    tasksPerLane: number
    among?: readonly string[]
    held?: readonly string[]
  }): Promise<readonly Claim[]>
  /** Prolongs a lease; false when it was lost. */
  extend(lease: Lease, until: number): Promise<boolean>
  /** Gives a lane back, due again at once or not before `notBefore` (epoch ms): the lease is lost. A lost lease is left alone. */
  release(lease: Lease, notBefore?: number): Promise<void>
  /**
   * Changes of collections with `feed: true`, from now (at the latest the call) or after a token, until the signal aborts.
   * A change may come twice, several of one document may come as one. Yields `lost` where the token is too old: read again.
   * `caughtUp` is called a few times a second, about once with `everyMs`: what was committed before that moment (monotonic ms)
   * has been yielded.
   */
  changes(options: FeedOptions): AsyncIterable<FeedEvent | { readonly lost: true }>
  /**
   * The same changes from a token up to the call, and the token from which `changes` goes on: what came between, for whoever
   * kept something of back then. Without a token there are none, and what is committed after the call comes after the new one.
   */
  changesSince(options?: Pick<FeedOptions, 'after' | 'collections'>): Promise<ChangesSince>
  /**
   * Calls back soon after this process committed tasks that are due, with their queue and its lanes; other processes poll. Returns
   * the unsubscriber.
   */
  onTask(listener: TaskListener): () => void
  ping(): Promise<void>
  /** Epoch ms by the clock of the engine's machine: the one that all processes share. */
  time(): Promise<number>
  [Symbol.asyncDispose](): Promise<void>
}

/** The engine cannot be reached, or its disk is full. Thrown by a commit, it means that nothing was written. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

/** `Query.after` is not a cursor that this query gave: bent by whoever carried it. */
export class CursorRefused extends Error {
  override readonly name = 'CursorRefused'
}
