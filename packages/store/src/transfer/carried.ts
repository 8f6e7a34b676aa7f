import { hash } from 'node:crypto'
import type { CollectionName } from '@rolecall/core/model/collections'

/**
 * A document on its way between engines, as it is kept: nothing is opened, no key is needed. `body`: the JSON text of the
 * plain fields and the blind values, without the id; both engines give the same text for the same document.
 */
export type Carried = {
  readonly id: string
  readonly revision: number
  readonly version: number
  readonly body: string
  readonly sealed?: Uint8Array
}
export type Revision = { readonly id: string; readonly revision: number }

/** What is left of a lane when its lease is given back: the fence, above which the next holder's must be. */
export type CarriedLane = { readonly lane: string; readonly queue: string; readonly fence: number }

/** A database that is read, never written. Streams are batches in the order of the ids' bytes. */
export interface Source extends AsyncDisposable {
  /** The address without a password. */
  readonly address: string
  /** About how many; exact where nobody writes. */
  count(collection: CollectionName): Promise<number>
  documents(collection: CollectionName, after?: string): AsyncIterable<readonly Carried[]>
  revisions(collection: CollectionName): AsyncIterable<readonly Revision[]>
  /** Those that exist, in no order. */
  get(collection: CollectionName, ids: readonly string[]): Promise<readonly Carried[]>
  lanes(): Promise<readonly CarriedLane[]>
  /** Differs once anything was written; undefined where the engine cannot tell. */
  mark(): Promise<string | undefined>
}

/**
 * A database that a copy arrives in. Until `finish` it has no indexes but that of the ids, so that documents may come in any
 * order, and no store opens it.
 */
export interface Target extends Source {
  /** The last id that stands there. */
  lastId(collection: CollectionName): Promise<string | undefined>
  /** Writes over whatever stands there. `fresh`: that is thought to be nothing. */
  put(collection: CollectionName, documents: readonly Carried[], fresh: boolean): Promise<void>
  remove(collection: CollectionName, ids: readonly string[]): Promise<void>
  /** Lanes, indexes and validators; from here on a store opens it. */
  finish(lanes: readonly CarriedLane[]): Promise<void>
}

/** `from`: what arrives, in a word that only the same copy gives again. */
export type Arrival = { readonly from: string }

const nothing = new Uint8Array()

/** SHA-256 of everything that a document is. */
export const digestOf = ({ id, revision, version, body, sealed = nothing }: Carried): Buffer => {
  const head = Buffer.from(`${JSON.stringify([id, revision, version, sealed.length])}${body}`)
  return hash('sha256', Buffer.concat([head, sealed]), 'buffer')
}

export const isSame = (one: Carried, other: Carried): boolean =>
  one.revision === other.revision &&
  one.version === other.version &&
  one.body === other.body &&
  Buffer.compare(one.sealed ?? nothing, other.sealed ?? nothing) === 0

/** Engines order by bytes, JavaScript by UTF-16. */
export const compareIds = (one: string, other: string): number =>
  one === other ? 0 : Buffer.compare(Buffer.from(one), Buffer.from(other))

/**
 * JSON text as every engine can keep it: half of a surrogate pair, which only JSON keeps (escaped), becomes U+FFFD, as BSON makes it.
 */
export const wellFormed = (json: string): string =>
  json.includes('\\ud') ? json.replace(/(\\\\)|\\ud[89a-f][0-9a-f]{2}/g, (_, kept?: string) => kept ?? '\ufffd') : json

/** The count of documents and the sum (exclusive or) of their digests, in whatever order they come. */
export class Checksum {
  #count = 0
  readonly #sum = new Int32Array(8)

  add(document: Carried): void {
    const digest = digestOf(document)
    this.#count += 1
    for (let at = 0; at < 8; at += 1) this.#sum[at] = (this.#sum[at] ?? 0) ^ digest.readInt32LE(4 * at)
  }

  get count(): number {
    return this.#count
  }

  get hex(): string {
    return Buffer.from(this.#sum.buffer).toString('hex')
  }
}
