import { agentIdleMs, isIdle, isLate, releaseCase } from '@rolecall/core/case-life'
import { lateTasks } from '@rolecall/core/case-tasks'
import { say } from '@rolecall/core/conversation/say'
import type { Change } from '@rolecall/core/ports/store'
import { noted } from '../../audit/note.ts'
import type { Task, TaskLease, TaskResult } from '../../worker.ts'
import { type CaseChat, type CaseDeps, leaving, putCase, putChat, readCaseChat, writeTo } from '../parts/case-chat.ts'
import { finish } from '../parts/task-documents.ts'

/** What becomes of a case when time passes or its agent goes: the person is told, and it waits for another. */
export const handBackCases = async (deps: CaseDeps, task: Task, lease: TaskLease): Promise<TaskResult> => {
  const subject = task.doc.lane.slice(task.doc.kind.length + 1)
  if (task.doc.kind === 'staff-cases') return agentGone(deps, task, lease, subject)
  const chat = await readCaseChat(deps, subject)
  if (chat === undefined) return finish(deps, task, lease, [])
  return task.doc.kind === 'case-late' ? late(deps, task, lease, chat) : idle(deps, task, lease, chat)
}

/** Nobody came by the promised time: the person is told so, once for each promise. */
const late = (deps: CaseDeps, task: Task, lease: TaskLease, chat: CaseChat): Promise<TaskResult> => {
  const { doc } = chat.row
  const isThis = task.doc.id.endsWith(`:${doc.answerBy}`)
  if (!isThis || !isLate(doc, chat.now) || chat.account.state === 'stopped') return finish(deps, task, lease, [])
  const body = [say('bot.case.late', { operator: deps.settings.current().operator.name })]
  // The case is written as it is, so that whoever takes it meanwhile decides anew.
  return finish(deps, task, lease, [putCase(chat, doc), ...writeTo(deps, chat, { body })])
}

const idle = async (deps: CaseDeps, task: Task, lease: TaskLease, chat: CaseChat): Promise<TaskResult> => {
  const { doc } = chat.row
  if (doc.state !== 'taken' || !task.doc.id.endsWith(`:${doc.takenAt}`)) return finish(deps, task, lease, [])
  if (!isIdle(doc, chat.now)) {
    const at = (doc.agentAt ?? doc.takenAt ?? chat.now) + agentIdleMs
    return { result: 'retry', at, error: 'the agent is at it', counts: false }
  }
  return finish(deps, task, lease, givenBack(deps, chat, 'idle'))
}

const agentGone = async (deps: CaseDeps, task: Task, lease: TaskLease, userId: string): Promise<TaskResult> => {
  const staff = await deps.store.get('staff', userId)
  if (staff?.doc.state === 'active' && staff.doc.role === 'support') return finish(deps, task, lease, [])
  const [held] = (await deps.store.find('cases', { index: 'agent', where: [userId, 'taken'], limit: 1 })).items
  if (held === undefined) return finish(deps, task, lease, [])
  const chat = await readCaseChat(deps, held.doc.id)
  if (chat === undefined) return finish(deps, task, lease, [])
  const { outcome } = await deps.store.commit(givenBack(deps, chat, 'released'), lease)
  if (outcome === 'lease-lost') return { result: 'lost' }
  return outcome === 'committed' ? agentGone(deps, task, lease, userId) : { result: 'again' }
}

const givenBack = (deps: CaseDeps, chat: CaseChat, how: 'idle' | 'released'): readonly Change[] => {
  const { doc } = chat.row
  const { phrase, answerBy } = leaving(deps, chat, how)
  const open = releaseCase(doc, answerBy)
  const tells = doc.told === true && doc.botBack !== true && chat.account.state !== 'stopped'
  return [
    putCase(chat, open),
    ...putChat(chat, doc.id),
    ...lateTasks(open, chat.now),
    ...(tells ? writeTo(deps, chat, { body: [phrase] }) : []),
    noted({
      at: chat.now,
      actorKind: 'system',
      actorId: 'system',
      action: 'case.release',
      subjectId: doc.id,
      detail: how,
    }),
  ]
}
