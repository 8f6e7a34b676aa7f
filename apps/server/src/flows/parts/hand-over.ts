import type { Mail, Mailer } from '@rolecall/core/ports/mail'
import type { Task, TaskLease, TaskResult } from '../../worker.ts'
import type { FlowDeps } from '../deps.ts'
import { bury, discard } from './task-documents.ts'

export type MailDeps = Pick<FlowDeps, 'store' | 'clock' | 'log' | 'random'> & { readonly mailer: Mailer }

/** Ten tries over about three quarters of an hour: mail servers put strangers off for some minutes. Milliseconds. */
const firstPauseMs = 10_000
const longestPauseMs = 600_000

/** Hands a mail over and ends its task. What is refused for good, or failed too often, stays as a dead task for an operator. */
export const handOver = async (deps: MailDeps, task: Task, lease: TaskLease, mail: Mail): Promise<TaskResult> => {
  const answer = await deps.mailer.send(mail)
  if (answer.outcome === 'sent') return discard(deps, task, lease)
  deps.log.warn('mail.not-sent', { task: task.doc.id, outcome: answer.outcome, error: answer.error })
  if (answer.outcome === 'refused') return bury(deps, task, lease, answer.error)
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** task.doc.attempts)
  const at = deps.clock.now() + Math.round(pauseMs * (0.75 + deps.random() / 4))
  return { result: 'retry', at, error: answer.error, counts: true }
}
