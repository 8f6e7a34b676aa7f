import type { Settings } from '../cluster/server-member.ts'
import type { Edit } from '../stage/edit.ts'
import type { Stage, StageKind } from '../stage/stage.ts'

/** `full`: what the promise says. `short`: the same in seconds, for CI. */
export type Size = 'full' | 'short'

/** How the guard that keeps the promise is broken, to see that the fault is told then. */
export type Sabotage = {
  /** In a word or two: the lease, the fencing, the drain. */
  readonly guard: string
  readonly edits: readonly Edit[]
  /** Where it is tried: the quickest stage that shows it. */
  readonly stage: StageKind
}

/** What came of it. */
export type Seen = {
  /** How often the fault struck. */
  readonly times: number
  /** What was seen, with figures. */
  readonly seen: string
  /** Each promise that did not hold, in a sentence; empty where all did. */
  readonly broken: readonly string[]
}

export type Fault = {
  readonly id: string
  /** What is done. */
  readonly title: string
  readonly promise: string
  readonly stages: readonly StageKind[]
  readonly sabotage: Sabotage
  /** Further guards that keep the promise; each is broken for itself. */
  readonly alsoSabotage?: readonly Sabotage[]
  /** Whether the sabotage is done in processes that `run` starts, which is handed the edits, and not in the servers. */
  readonly editsOwnProcesses?: true
  /** What the servers run in; by size, since a short run may shorten waits by edits. */
  readonly settings?: (size: Size) => Partial<Settings>
  /** For a fault that needs a stage of its own, which is ended with it. */
  readonly openStage?: (settings: Partial<Settings>) => Promise<Stage & AsyncDisposable>
  run(stage: Stage, size: Size, edits: readonly Edit[]): Promise<Seen>
}
