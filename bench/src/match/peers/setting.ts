import type { JobRow, MatchEngine, PersonRow } from '@rolecall/match/engine'
import type { Taxonomy } from '@rolecall/taxonomy/types'
import { now, type World } from '../world.ts'
import { limit } from './peer.ts'

export type PeersSetting = {
  readonly taxonomy: Taxonomy
  readonly world: World
  readonly engine: MatchEngine
  readonly jobs: readonly JobRow[]
  readonly people: readonly PersonRow[]
  readonly queries: number
  /** Where a PostgreSQL for benches is; without it that one is left out. */
  readonly postgresUrl: string | undefined
}

export const scan = { limit, now }
/** What the others return, and what people read. */
export const ownIds = { engine: 'this engine', own: 'ids', leavesOut: 'reasons: ids alone, as the others' } as const
export const ownExplained = { engine: 'this engine, explained', own: 'explained', leavesOut: '' } as const
