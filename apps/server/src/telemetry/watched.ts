import type { Store } from '@rolecall/core/ports/store'
import type { Log } from '../log.ts'

/** What a process tells of. */
export type Watched = {
  readonly store: Store
  readonly log: Log
  /** Whether Redis answers; undefined without one. */
  readonly redisUp: (() => Promise<boolean>) | undefined
  /** Runs with each beat. */
  readonly also?: (() => Promise<void>) | undefined
}
