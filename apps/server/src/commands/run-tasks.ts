import type { Store } from '@rolecall/core/ports/store'
import { describeWaiting } from './describe-waiting.ts'
import { type Retry, retryAllTasks, retryTask } from './retry-tasks.ts'
import { readWaiting } from './waiting.ts'

export type Told = { readonly lines: readonly string[]; readonly exitCode: 0 | 1 | 2 }

/** `[]` tells what waits, `retry` and `retry <task id>` set dead tasks to be worked on. 2: not understood, or no such task. */
export const runTasks = async (store: Store, args: readonly string[], now: number): Promise<Told> => {
  const [command, id, ...rest] = args
  if (command === undefined) return { lines: describeWaiting(await readWaiting(store)), exitCode: 0 }
  if (command !== 'retry' || rest.length > 0) return { lines: usage, exitCode: 2 }
  return id === undefined ? retryAll(store, now) : tellRetry(id, await retryTask(store, id, now))
}

const usage = [
  'npm run tasks                     tells what waits for you',
  'npm run tasks -- retry            tries all tasks again that were given up',
  'npm run tasks -- retry <task id>  tries one again',
]

const retryAll = async (store: Store, now: number): Promise<Told> => {
  const { ready, erased, busy } = await retryAllTasks(store, now)
  const lines = [
    ...(ready > 0 ? [`${tasks(ready)} will be tried again at once, where a server or a worker runs.`] : []),
    ...(erased > 0 ? [`${tasks(erased)} cannot be retried: the content was erased.`] : []),
    ...(busy > 0 ? [`${tasks(busy)} could not be written just now: run this again.`] : []),
  ]
  return {
    lines: lines.length > 0 ? lines : ['No task was given up: there is nothing to retry.'],
    exitCode: busy > 0 ? 1 : 0,
  }
}

const tasks = (count: number): string => `${count} ${count === 1 ? 'task' : 'tasks'}`

const tellRetry = (id: string, retry: Retry): Told => {
  switch (retry.retry) {
    case 'ready':
      return { lines: [`${id} will be tried again at once, where a server or a worker runs.`], exitCode: 0 }
    case 'unknown-id':
      return { lines: [`There is no task ${id}. npm run tasks lists those that can be retried.`], exitCode: 2 }
    case 'not-dead':
      return {
        lines: [`${id} was not given up: it is ${retry.state === 'done' ? 'done' : 'still being tried'}.`],
        exitCode: 2,
      }
    case 'erased':
      return { lines: [`${id} cannot be retried: the content was erased.`], exitCode: 1 }
    case 'busy':
      return { lines: [`${id} could not be written just now: run this again.`], exitCode: 1 }
    default:
      return retry satisfies never
  }
}
