import type { Edit } from './edit.ts'

/** For short runs: a lease is over after two seconds, not ten. */
export const shortLease: Edit = {
  file: 'apps/server/src/work-lane.ts',
  find: 'const leaseMs = 10_000',
  replace: 'const leaseMs = 2_000',
}

/** Of the lease in force, in milliseconds. */
export const leaseMs = { full: 10_000, short: 2000 } as const
