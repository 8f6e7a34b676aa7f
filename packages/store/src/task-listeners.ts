export type TaskListener = (queue: string) => void

/** Who wants to hear that a queue has new tasks. Told after the commit's caller, once for a queue and turn of the loop. */
export const taskListeners = (): {
  add(listener: TaskListener): () => void
  tell(queues: ReadonlySet<string>): void
} => {
  const listeners = new Set<TaskListener>()
  const waiting = new Set<string>()
  const flush = (): void => {
    const queues = [...waiting]
    waiting.clear()
    for (const queue of queues) for (const listener of listeners) listener(queue)
  }
  return {
    add: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: (queues) => {
      if (queues.size === 0 || listeners.size === 0) return
      if (waiting.size === 0) setImmediate(flush)
      for (const queue of queues) waiting.add(queue)
    },
  }
}
