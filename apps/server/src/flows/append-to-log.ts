import type { Change } from '@rolecall/core/ports/store'
import { entryOf } from '../audit/chain.ts'
import { noteOf } from '../audit/note.ts'
import { readHead } from '../audit/read-log.ts'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { finish } from './parts/task-documents.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock' | 'auditSecret'>

/** Appends the notes that are due to the log, in their order, in one commit. */
export const appendToLog = async (
  deps: Deps,
  task: Task,
  lease: TaskLease,
  rest: readonly Task[],
): Promise<TaskResult> => {
  let head = await readHead(deps.store)
  const changes: Change[] = []
  for (const { doc } of [task, ...rest]) {
    const entry = entryOf(deps.auditSecret, head, noteOf(doc))
    changes.push({ op: 'put', collection: 'auditEntries', doc: entry, expected: 'absent' })
    head = entry
  }
  return finish(deps, task, lease, changes, rest)
}
