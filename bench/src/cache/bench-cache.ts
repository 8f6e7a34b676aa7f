import { benchPageRate } from './page-rate.ts'
import { benchReplay } from './replay.ts'

/** What the caches are worth: pages a second from a warm one, and reads of the database that they save. */
export const benchCache = async (): Promise<string> => `${await benchReplay()}\n\n${await benchPageRate()}`
