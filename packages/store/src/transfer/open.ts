import { DatabaseRefused } from '../errors.ts'
import { openMongoSource } from '../mongodb/source.ts'
import { openMongoTarget } from '../mongodb/target.ts'
import { openSqliteSource } from '../sqlite/source.ts'
import { openSqliteTarget } from '../sqlite/target.ts'
import type { Arrival, Source, Target } from './carried.ts'

/**
 * Opens a database to read all of it as it is kept. `snapshot`: as it is at this moment, whoever writes meanwhile.
 * @throws DatabaseRefused where there is none of this release, StoreUnavailable where it cannot be reached.
 */
export const openSource = async (url: string, options: { readonly snapshot: boolean }): Promise<Source> =>
  isSqlite(url) ? openSqliteSource(pathOf(url), options) : openMongoSource(url, options)

/**
 * Opens an empty database for a copy, or one in which the same copy began before.
 * @throws DatabaseRefused for any other, StoreUnavailable where it cannot be reached.
 */
export const openTarget = async (url: string, arrival: Arrival): Promise<Target> =>
  isSqlite(url) ? openSqliteTarget(pathOf(url), arrival) : openMongoTarget(url, arrival)

const pathOf = (url: string): string => url.slice('sqlite:'.length)

const isSqlite = (url: string): boolean => {
  if (url.startsWith('sqlite:')) return true
  if (/^mongodb(\+srv)?:\/\//.test(url)) return false
  throw new DatabaseRefused('the address of a database begins with sqlite: or mongodb://')
}
