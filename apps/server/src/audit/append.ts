import type { Change, Lease } from '@rolecall/core/ports/store'
import type { FlowDeps } from '../flows/deps.ts'
import { finish } from '../flows/parts/task-documents.ts'
import type { Task, TaskResult } from '../worker.ts'
import { entryOf } from './chain.ts'
import { noteOf } from './note.ts'
import { readHead } from './read-log.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock' | 'auditSecret'>

/** Appends the notes that are due to the log, in their order, in one commit. */
export const appendToLog = async (deps: Deps, task: Task, lease: Lease, rest: readonly Task[]): Promise<TaskResult> => {
  let head = await readHead(deps.store)
  const changes: Change[] = []
  for (const { doc } of [task, ...rest]) {
    const entry = entryOf(deps.auditSecret, head, noteOf(doc))
    changes.push({ op: 'put', collection: 'auditEntries', doc: entry, expected: 'absent' })
    head = entry
  }
  return finish(deps, task, lease, changes, rest)
}
