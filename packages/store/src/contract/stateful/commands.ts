import type { CollectionName } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'
import fc from 'fast-check'
import type { Model } from './model.ts'

/** Processes that share one database. */
export type Processes = readonly [Store, Store]
export type Command = fc.AsyncCommand<Model, Processes>

export const command = (says: string, run: (model: Model, processes: Processes) => Promise<void>): Command => ({
  check: () => true,
  run,
  toString: () => says,
})

/** Which of the processes does it. */
export const by = fc.nat(1)

export const processOf = (processes: Processes, nth: number): Store => (nth === 0 ? processes[0] : processes[1])

export const collectionNames = [
  'organisations',
  'jobs',
  'accounts',
  'memberships',
  'consents',
  'tasks',
] as const satisfies readonly CollectionName[]
