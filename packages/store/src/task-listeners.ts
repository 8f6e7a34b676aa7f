import type { TaskListener } from '@rolecall/core/ports/store'

/** By queue, the lanes that tasks came into. */
export type ReadyLanes = ReadonlyMap<string, ReadonlySet<string>>

/** Who wants to hear that a queue has new tasks. Told after the commit's caller, once for a queue and turn of the loop. */
export const taskListeners = (): {
  add(listener: TaskListener): () => void
  tell(ready: ReadyLanes): void
} => {
  const listeners = new Set<TaskListener>()
  const waiting = new Map<string, Set<string>>()
  const flush = (): void => {
    const ready = [...waiting]
    waiting.clear()
    for (const [queue, lanes] of ready) for (const listener of listeners) listener(queue, lanes)
  }
  return {
    add: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: (ready) => {
      if (ready.size === 0 || listeners.size === 0) return
      if (waiting.size === 0) setImmediate(flush)
      for (const [queue, lanes] of ready) waiting.set(queue, new Set([...(waiting.get(queue) ?? []), ...lanes]))
    },
  }
}
