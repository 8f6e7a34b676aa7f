import type { Lease } from '@rolecall/core/ports/store'
import { compare } from './find.ts'
import { holds, type Kept, keptIn, type Model } from './model.ts'

export type ClaimOptions = {
  readonly queue: string
  readonly leaseMs: number
  readonly lanes: number
  readonly tasksPerLane: number
  readonly among?: readonly string[]
}

/** The lanes of a queue that are due and free, each with the tasks that a claim of it gives. */
export const dueLanes = (
  model: Model,
  { queue, tasksPerLane, among }: ClaimOptions,
): ReadonlyMap<string, readonly Kept[]> => {
  const ready = [...keptIn(model.documents, 'tasks').values()].filter(
    ({ doc }) => doc.queue === queue && doc.state === 'ready',
  )
  const isFree = (lane: string): boolean => (model.lanes.get(lane)?.until ?? 0) <= model.now
  const each = [...Map.groupBy(ready, ({ doc }) => String(doc.lane))]
    .filter(([lane]) => isFree(lane) && (among === undefined || among.includes(lane)))
    .map(([lane, tasks]) => {
      const inOrder = tasks.sort(
        (one, other) => compare(one.doc.order, other.doc.order) || compare(one.doc.id, other.doc.id),
      )
      const waits = inOrder.findIndex(({ doc }) => Number(doc.dueAt) > model.now)
      return [lane, (waits === -1 ? inOrder : inOrder.slice(0, waits)).slice(0, tasksPerLane)] as const
    })
  return new Map(each.filter(([, tasks]) => tasks.length > 0))
}

export const leaseIn = (model: Model, { lane, fence }: Lease, until: number): void => {
  model.lanes.set(lane, { until, fence, lastFence: fence })
  model.leases.push({ lane, fence })
}

/** Whether it can be prolonged; it is, then. */
export const extendIn = (model: Model, lease: Lease, until: number): boolean => {
  if (!holds(model, lease)) return false
  model.lanes.set(lease.lane, { until, fence: lease.fence, lastFence: lease.fence })
  return true
}

export const releaseIn = (model: Model, lease: Lease, notBefore: number | undefined): void => {
  if (holds(model, lease)) model.lanes.set(lease.lane, { until: notBefore ?? 0, lastFence: lease.fence })
}

/** The lanes that nobody may claim now. */
export const heldLanes = ({ lanes, now }: Model): readonly string[] =>
  [...lanes].flatMap(([lane, { until }]) => (until > now ? [lane] : []))
