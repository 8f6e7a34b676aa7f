import type { CollectionName } from '@rolecall/core/model/collections'
import type {
  ChangesSince,
  CommitLease,
  CommitOutcome,
  FeedEvent,
  FeedOptions,
  Lease,
  QueueState,
} from '@rolecall/core/ports/store'

/**
 * A document as an engine keeps it: the plain fields and the blind values as JSON, the rest as ciphertext.
 * `plain` lacks the id; `version` is that of the collection's definition when it was written.
 */
export type RawContent = {
  readonly id: string
  readonly version: number
  readonly plain: Readonly<Record<string, unknown>>
  readonly sealed?: Uint8Array
}
export type RawDocument = RawContent & { readonly revision: number }

export type RawPut = {
  readonly op: 'put'
  readonly collection: CollectionName
  readonly content: RawContent
  readonly expected: number | 'absent' | 'if-absent'
}
export type RawDelete = {
  readonly op: 'delete'
  readonly collection: CollectionName
  readonly id: string
  readonly expected: number
}
export type RawChange = RawPut | RawDelete

export type Scalar = string | number | boolean

export type RawQuery = {
  readonly index: string
  readonly where: readonly Scalar[]
  readonly range?: { readonly from?: string | number; readonly below?: string | number }
  readonly order?: 'ascending' | 'descending'
  readonly limit: number
  readonly after?: string
}
export type RawAsked =
  | { readonly collection: CollectionName; readonly ids: readonly string[] }
  | { readonly collection: CollectionName; readonly query: RawQuery }
/** `atMost`: where counting stops. */
export type RawCounting = Pick<RawQuery, 'index' | 'where' | 'range'> & { readonly atMost: number }
export type RawPage = { readonly items: readonly RawDocument[]; readonly cursor?: string }

export type RawClaim = { readonly lease: Lease; readonly tasks: readonly RawDocument[] }
export type ClaimOptions = {
  readonly queue: string
  readonly now: number
  readonly leaseMs: number | ((lane: string) => number)
  readonly lanes: number
  readonly tasksPerLane: number
  readonly among?: readonly string[]
  readonly held?: readonly string[]
}

/** Until when a lane is held that is claimed now. */
export const heldUntil = ({ now, leaseMs }: Pick<ClaimOptions, 'now' | 'leaseMs'>, lane: string): number =>
  now + Math.max(1, typeof leaseMs === 'number' ? leaseMs : leaseMs(lane))

/** What the sealing layer stands on; the outcomes and the errors are those of the Store port. */
export interface Engine {
  /** Those that exist, in no order. */
  get(collection: CollectionName, ids: readonly string[]): Promise<readonly RawDocument[]>
  find(collection: CollectionName, query: RawQuery): Promise<RawPage>
  /** As `get` and the first page of `find`, for each in turn. */
  findTogether(asked: readonly RawAsked[]): Promise<readonly (readonly RawDocument[])[]>
  count(collection: CollectionName, counting: RawCounting): Promise<number>
  queues(now: number): Promise<readonly QueueState[]>
  commit(changes: readonly RawChange[], lease?: CommitLease): Promise<CommitOutcome>
  claim(options: ClaimOptions): Promise<readonly RawClaim[]>
  extend(lease: Lease, until: number): Promise<boolean>
  release(lease: Lease, notBefore?: number): Promise<void>
  changes(options: FeedOptions): AsyncIterable<FeedEvent | { readonly lost: true }>
  changesSince(options?: Pick<FeedOptions, 'after' | 'collections'>): Promise<ChangesSince>
  ping(): Promise<void>
  time(): Promise<number>
  [Symbol.asyncDispose](): Promise<void>
}
