import { type FaultKind, faultKinds } from '../world/types.ts'
import type { World } from '../world/world.ts'

/** The fault that the next send meets: first those that were ordered one by one, then those at a rate. */
export const takeFault = (world: World, random: () => number): FaultKind | undefined => {
  const { settings } = world
  const [first, ...rest] = settings.next
  if (first !== undefined) {
    settings.next = first.count > 1 ? [{ kind: first.kind, count: first.count - 1 }, ...rest] : rest
    world.changed('settings', 'faults')
    return first.kind
  }
  return faultKinds.find((kind) => {
    const rate = settings.rates[kind] ?? 0
    return rate > 0 && random() < rate
  })
}
