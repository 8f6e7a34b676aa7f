import type { JobFacts, PersonFacts } from './facts.ts'
import type { Kind } from './kinds.ts'

/** Rows that each peer is asked for. */
export const limit = 50

type Ids = readonly string[] | Promise<readonly string[]>
type Peer = { readonly name: string; readonly leavesOut: string }

/** Another engine that holds people, and one that holds jobs. `kinds`: the work that is near enough. */
export type PeoplePeer = Peer & { find(job: JobFacts, kinds: readonly Kind[]): Ids }
export type JobsPeer = Peer & { find(person: PersonFacts, kinds: readonly Kind[]): Ids }
