import type { Store } from '@rolecall/core/ports/store'
import { describeError, type Log } from '../log.ts'
import type { Replica } from './replica.ts'
import type { SharedSnapshots } from './shared-snapshots.ts'
import { readSnapshot, type SnapshotPlace } from './snapshot.ts'
import { SnapshotRefused } from './snapshot-file.ts'

export type Filling = {
  readonly store: Store
  readonly replica: Replica
  readonly snapshot: SnapshotPlace
  /** Where several machines share files. */
  readonly shared?: Partial<Pick<SharedSnapshots, 'bring'>> | undefined
  readonly now: () => number
  readonly log: Log
}

/** Fills the replica by what costs least, and tells the token up to which everything is in it. */
export const fillReplica = async (options: Filling): Promise<{ readonly from: string; readonly token: string }> => {
  const own = await fromSnapshot(options)
  if (own !== undefined) return { from: 'snapshot', token: own }
  const others = await fromShared(options)
  if (others !== undefined) return { from: 'shared snapshot', token: others }
  return { from: 'store', token: await readStore(options) }
}

/** Everything, and a token of before the reading: what changes meanwhile is read once more. */
export const readStore = async ({ store, replica }: Filling): Promise<string> => {
  const since = await store.changesSince({ collections: replica.collections })
  if ('lost' in since) throw new Error('the store has lost a token that it just gave')
  await replica.load()
  return since.token
}

/** What another machine left behind, brought to this one. */
const fromShared = async (options: Filling): Promise<string | undefined> => {
  const { shared, snapshot, log } = options
  try {
    const seal = await shared?.bring?.(snapshot.path)
    return seal && (await fromSnapshot(options, seal))
  } catch (error) {
    log.warn('index.snapshot-not-brought', { error: describeError(error) })
    return undefined
  }
}

/** The token up to which everything is in the replica; undefined where nothing is that can be used. */
const fromSnapshot = async (
  { store, replica, snapshot, now, log }: Filling,
  seal?: string,
): Promise<string | undefined> => {
  try {
    const kept = await readSnapshot(snapshot, { now: now(), seal })
    if (kept === undefined) return undefined
    const since = await store.changesSince({ after: kept.token, collections: replica.collections })
    if ('lost' in since) throw new SnapshotRefused('the change feed does not go back so far')
    await replica.restore(kept)
    await replica.changed([
      ...new Map(since.events.map((event) => [`${event.collection}/${event.id}`, event])).values(),
    ])
    return since.token
  } catch (error) {
    const because = error instanceof SnapshotRefused ? error.message : describeError(error)
    log.warn('index.snapshot-refused', { because })
    return undefined
  }
}
