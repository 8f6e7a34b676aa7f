import type { Task, TaskLease, TaskResult } from '../worker.ts'
import { handOver, type MailDeps } from './parts/hand-over.ts'
import { mailOf } from './parts/mail-task.ts'
import { discard } from './parts/task-documents.ts'

/** Hands a queued mail over. */
export const sendMail = async (deps: MailDeps, task: Task, lease: TaskLease): Promise<TaskResult> => {
  const mail = mailOf(task.doc)
  return mail === undefined ? discard(deps, task, lease) : handOver(deps, task, lease, mail)
}
