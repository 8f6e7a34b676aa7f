import type { Queue, Task, TaskResult, WorkerWatch } from '../worker.ts'
import type { Metrics } from './metrics.ts'
import type { Tracing } from './tracing.ts'

export type WatchedWorker = WorkerWatch & {
  /** Tasks that this process works on now, by queue. */
  readonly running: () => Readonly<Record<string, number>>
}

/** Times and counts what the worker does; each task is a span that goes on with the trace of what made it. */
export const watchWorker = ({
  metrics,
  tracing,
}: {
  readonly metrics: Metrics
  readonly tracing: Tracing
}): WatchedWorker => {
  const running = new Map<Queue, number>()
  const move = (queue: Queue, by: number) => {
    running.set(queue, (running.get(queue) ?? 0) + by)
    metrics.set('rolecall_tasks_running', { queue }, running.get(queue) ?? 0)
  }
  return {
    running: () => Object.fromEntries(running),
    async work(queue, task, run) {
      const from = performance.now()
      move(queue, 1)
      let result: TaskResult['result'] = 'retry'
      const span = tracing.begin(nameOf(queue, task), spanOptions(task))
      try {
        const ended = await span.run(run)
        result = ended.result
        return ended
      } finally {
        move(queue, -1)
        const outcome = outcomes[result]
        metrics.add('rolecall_tasks_total', { queue, outcome })
        metrics.observe('rolecall_task_seconds', { queue }, (performance.now() - from) / 1000)
        span.end({ outcome, 'task.attempts': task.doc.attempts }, result === 'retry')
      }
    },
    gaveUp: (queue) => metrics.add('rolecall_tasks_total', { queue, outcome: 'dead' }),
  }
}

const outcomes = { done: 'done', again: 'retried', retry: 'retried', lost: 'lost' } as const

const nameOf = (queue: Queue, { doc: { kind } }: Task): string => (kind === queue ? queue : `${queue} ${kind}`)

const spanOptions = ({ doc }: Task) => ({
  kind: 'consumer' as const,
  parent: doc.trace,
  attributes: { 'task.id': doc.id, 'task.kind': doc.kind },
})
