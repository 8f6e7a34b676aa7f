import { DatabaseRefused } from '../errors.ts'
import type { Arrival } from './carried.ts'

/**
 * Whether a copy begins in this database: false where the same one began before and goes on. `standing`: what arrives there
 * already; `holds`: a collection that has documents.
 * @throws DatabaseRefused where something else is in it.
 */
export const refuseOccupied = (found: {
  readonly arrival: Arrival
  readonly standing: string | undefined
  readonly holds: string | undefined
}): boolean => {
  const { arrival, standing, holds } = found
  if (standing === arrival.from) return false
  if (standing !== undefined)
    throw new DatabaseRefused(
      `a copy of something else began in the target and has not ended (${standing}): empty it first`,
    )
  if (holds !== undefined)
    throw new DatabaseRefused(`the target is not empty, it holds ${holds}: give an empty database`)
  return true
}
