import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Store, Stored } from '@rolecall/core/ports/store'
import type { CacheRoom } from '../../cache/room.ts'
import { type FeedListener, idsOf } from '../../feed.ts'
import type { JobBoard } from './job-board.ts'

type Job = DocumentOf<'jobs'>

/** Jobs as they are, mostly without a read of the store: open ones from the board, others from the cache. */
export type CurrentJobs = FeedListener & {
  read(jobId: string): Promise<Stored<Job> | undefined>
  /** What this process committed, before the feed tells of it. */
  committed(changes: readonly Change[]): void
}

export const createCurrentJobs = (options: {
  readonly store: Store
  readonly board: Pick<JobBoard, 'get'>
  readonly room: CacheRoom
  /** Whether what others committed until a second ago is known here. Where it is not, the store is asked. */
  readonly isFresh: () => boolean
}): CurrentJobs => {
  const { store, board, room, isFresh } = options
  const ended = room.own<Stored<Job>>('job', ({ doc }) => 2 * JSON.stringify(doc).length)
  /** The least revision of what this process committed, until the feed has told of it. */
  const least = new Map<string, number>()
  const known = async (jobId: string): Promise<Stored<Job> | undefined> => {
    const make = async () => {
      const value = await store.get('jobs', jobId)
      return value && { value }
    }
    return board.get(jobId) ?? (await ended.read({ key: [jobId], revision: '', make }))
  }
  return {
    async read(jobId) {
      if (!isFresh()) return store.get('jobs', jobId)
      const job = await known(jobId)
      return job !== undefined && job.revision >= (least.get(jobId) ?? 0) ? job : store.get('jobs', jobId)
    },
    committed(changes) {
      for (const change of changes) {
        if (change.collection !== 'jobs') continue
        const jobId = change.op === 'put' ? change.doc.id : change.id
        ended.forget([jobId])
        least.set(jobId, change.op === 'delete' ? Number.POSITIVE_INFINITY : revisionAfter(change.expected))
      }
    },
    collections: ['jobs'],
    async changed(events) {
      for (const jobId of idsOf(events, 'jobs')) {
        ended.forget([jobId])
        const [own, needed] = [board.get(jobId), least.get(jobId)]
        if (own === undefined || needed === undefined || own.revision >= needed) least.delete(jobId)
      }
    },
    async lost() {
      ended.forgetAll()
      least.clear()
    },
  }
}

const revisionAfter = (expected: number | 'absent' | 'if-absent'): number =>
  typeof expected === 'number' ? expected + 1 : 1
