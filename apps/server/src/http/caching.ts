import type { Cache } from '@rolecall/core/ports/cache'
import type { Clock } from '@rolecall/core/ports/clock'
import { createRights } from '../access/rights.ts'
import { type CacheRead, createCacheRoom } from '../cache/room.ts'
import type { watchCommits } from '../cache/watch-commits.ts'
import type { FeedListener } from '../feed.ts'
import type { AppDeps } from './deps.ts'
import { createCurrentJobs } from './public/current-jobs.ts'

type Caching = Pick<AppDeps, 'jobs' | 'rights' | 'cached' | 'edition'>

export type CachingOptions = Pick<AppDeps, 'board' | 'edition'> & {
  readonly watched: ReturnType<typeof watchCommits>
  /** Where other processes can use it. */
  readonly shared?: Cache | undefined
  /** Authenticates what is shared. */
  readonly secret: Buffer
  readonly clock: Clock
  /** Whether what others committed until a second ago is known to the board. */
  readonly isFresh: () => boolean
  /** Hears of every read of a cache: for metrics. */
  readonly onCacheRead?: ((read: CacheRead) => void) | undefined
}

/** What the HTTP interface reads through caches, and who keeps them right: `listeners` come after the board. */
export const createCaching = (options: CachingOptions): Caching & { readonly listeners: readonly FeedListener[] } => {
  const { board, edition, isFresh, watched, onCacheRead = () => undefined } = options
  const cached = createCacheRoom({ ...options, onRead: onCacheRead })
  const rights = createRights(watched.store, cached)
  const jobs = createCurrentJobs({ store: watched.store, board, room: cached, isFresh })
  watched.onCommit(rights.committed)
  watched.onCommit(jobs.committed)
  return { jobs, rights, cached, edition, listeners: [jobs, rights] }
}
