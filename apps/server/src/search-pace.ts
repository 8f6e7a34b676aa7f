/** No sooner than this after a search: what comes meanwhile is claimed together. Milliseconds. */
const soonestMs = 20
const slower = 1.5

/**
 * How long to wait for the next search of a queue that other processes fill: until about one task has come. So workers that share
 * a queue search it hardly more often in all than one alone would. `lastMs`: the wait before this search, which `found` so many tasks;
 * at most `mostMs`. Milliseconds.
 */
export const nextSearchMs = (lastMs: number, found: number, mostMs: number): number =>
  found === 0 ? Math.min(mostMs, lastMs * slower) : Math.max(soonestMs, lastMs / found)
