import { now } from '../../world.ts'
import { degreesOf } from '../score.ts'
import type { JobsParameter } from './jobs-sql.ts'
import type { PersonKindRow } from './people-rows.ts'

/** The parameters of the search of jobs, from one of the rows of a person. */
export const jobsQuery = (row: PersonKindRow, remote: boolean): Readonly<Record<JobsParameter, number>> => {
  const { times, pay, x, y, z, reach, placed, latitude } = row
  const { north } = degreesOf(latitude, reach)
  const band = placed ? { south: latitude - north, north: latitude + north } : { south: -90, north: 90 }
  return { times, pay, x, y, z, reach, placed: Number(placed), remote: Number(remote), ...band, now }
}
