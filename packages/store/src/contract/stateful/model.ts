import { type CollectionName, collections } from '@rolecall/core/model/collections'
import type { Change, CommitLease, CommitOutcome, Lease, Store } from '@rolecall/core/ports/store'

export type Fields = Readonly<Record<string, unknown>>
export type Doc = Fields & { readonly id: string }
export type Kept = { readonly revision: number; readonly doc: Doc }
type Documents = Map<CollectionName, Map<string, Kept>>

/** `until`: nobody may claim before. `fence`: of whoever holds it, also past its end, until another takes it or it is given back. */
export type Lane = { readonly until: number; readonly fence?: number; readonly lastFence: number }

/** What a store is, without an engine: it says what each call must come to. */
export type Model = {
  /** Names the lanes of this run, since a database remembers its lanes. */
  readonly run: number
  /** Epoch ms. */
  now: number
  documents: Documents
  lanes: Map<string, Lane>
  /** Every lease that was ever given, held or lost. */
  readonly leases: Lease[]
  /** Queries that gave a cursor. */
  readonly readers: Reader[]
  /** What changed in collections with a feed since `token`: the last change of each document. */
  readonly feed: { token: string; readonly changed: Map<string, 'put' | 'deleted'> }
}

/** Checks the page after the last one; none is left where that gave no cursor. */
export type Reader = { readonly next: (model: Model, store: Store) => Promise<'more' | 'ended'> }

export const makeModel = (run: number, now: number, token: string): Model => ({
  run,
  now,
  documents: new Map(),
  lanes: new Map(),
  leases: [],
  readers: [],
  feed: { token, changed: new Map() },
})

/** The same, for a commit that the other shall not see. */
export const fork = (model: Model): Model => ({
  ...model,
  documents: copyOf(model.documents),
  lanes: new Map(model.lanes),
  feed: { ...model.feed, changed: new Map(model.feed.changed) },
})

const copyOf = (documents: Documents): Documents => new Map([...documents].map(([name, kept]) => [name, new Map(kept)]))

export const keptIn = (documents: Documents, collection: CollectionName): Map<string, Kept> => {
  const kept = documents.get(collection) ?? new Map()
  documents.set(collection, kept)
  return kept
}

export const holds = ({ lanes }: Model, { lane, fence }: Lease): boolean => lanes.get(lane)?.fence === fence

/** A change whose `expected` depends on what stands when its turn comes. */
export type Wish = (kept: (collection: CollectionName) => ReadonlyMap<string, Kept>) => Change

/** What a commit must come to: where several unique indexes collide, one of these. */
export type Outcomes = readonly [CommitOutcome, ...CommitOutcome[]]

/** The changes that a commit is made of, and its outcome; the model has made them where they can be made. */
export const commitIn = (
  model: Model,
  wishes: readonly Wish[],
  lease: CommitLease | undefined,
): { readonly changes: readonly Change[]; readonly outcomes: Outcomes } => {
  const draft = copyOf(model.documents)
  const changes: Change[] = []
  const existing: string[] = []
  const made: Change[] = []
  let refused: Outcomes | undefined =
    lease && !holds(model, lease) ? [{ outcome: 'lease-lost', lane: lease.lane }] : undefined
  for (const wish of wishes) {
    const change = wish((collection) => keptIn(draft, collection))
    changes.push(change)
    const done: ReturnType<typeof apply> = refused ?? apply(keptIn(draft, change.collection), change)
    if (done === 'existing') existing.push(idOf(change))
    else if (done === 'done') made.push(change)
    else refused = done
  }
  if (refused) return { changes, outcomes: refused }
  model.documents = draft
  for (const change of made) note(model, change)
  if (lease?.ends) model.lanes.set(lease.lane, { until: 0, lastFence: lease.fence })
  return { changes, outcomes: [{ outcome: 'committed', existing }] }
}

const idOf = (change: Change): string => (change.op === 'put' ? change.doc.id : change.id)

const apply = (kept: Map<string, Kept>, change: Change): 'done' | 'existing' | Outcomes => {
  const { collection, expected } = change
  const id = idOf(change)
  const standing = kept.get(id)
  const wanted = typeof expected === 'number' ? expected : undefined
  if (standing && expected === 'if-absent') return 'existing'
  if (standing?.revision !== wanted) return [{ outcome: 'conflict', collection, id }]
  if (change.op === 'delete') {
    kept.delete(id)
    return 'done'
  }
  const [first, ...others] = collisionsOf(kept, collection, change.doc).map(
    (index): CommitOutcome => ({ outcome: 'duplicate', collection, id, index }),
  )
  if (first) return [first, ...others]
  kept.set(id, { revision: (wanted ?? 0) + 1, doc: change.doc })
  return 'done'
}

/** The unique indexes in which another document has the same values; one that lacks a field stands outside. */
const collisionsOf = (kept: ReadonlyMap<string, Kept>, collection: CollectionName, doc: Doc): readonly string[] =>
  indexesOf(collection).flatMap(({ name, unique, fields }) => {
    const values = valuesOf(doc, fields)
    if (!unique || values.includes(undefined)) return []
    const same = (other: Doc) =>
      other.id !== doc.id && valuesOf(other, fields).every((value, at) => value === values[at])
    return kept.values().some((other) => same(other.doc)) ? [name] : []
  })

type Index = { readonly name: string; readonly fields: readonly string[]; readonly unique: boolean }

export const indexesOf = (collection: CollectionName): readonly Index[] =>
  Object.entries<{ fields: readonly string[]; unique?: boolean }>(collections[collection].indexes).map(
    ([name, { fields, unique = false }]) => ({ name, fields, unique }),
  )

export const valuesOf = (doc: Fields, fields: readonly string[]): readonly unknown[] =>
  fields.map((field) => doc[field])

const note = ({ feed }: Model, change: Change): void => {
  if (!collections[change.collection].feed) return
  feed.changed.set(`${change.collection}/${idOf(change)}`, change.op === 'put' ? 'put' : 'deleted')
}
