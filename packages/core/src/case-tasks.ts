import type { DocumentOf } from './model/collections.ts'
import type { Change } from './ports/store.ts'

type Case = DocumentOf<'cases'>

/** Looks whether someone took the case by the time that was promised. */
export const lateTasks = ({ id, accountId, answerBy }: Case, now: number): readonly Change[] =>
  answerBy === undefined
    ? []
    : [task({ kind: 'case-late', caseId: id, accountId, stamp: answerBy, dueAt: answerBy, now })]

/** Looks whether the agent who took the case is still at it. */
export const idleTask = ({ id, accountId, takenAt = 0 }: Case, dueAt: number, now: number): Change =>
  task({ kind: 'case-idle', caseId: id, accountId, stamp: takenAt, dueAt, now })

/** Where a case's tasks stand. */
export const caseLanes = (caseId: string): readonly string[] => [`case-late:${caseId}`, `case-idle:${caseId}`]

type CaseTask = {
  readonly kind: 'case-late' | 'case-idle'
  readonly caseId: string
  readonly accountId: string
  readonly stamp: number
  readonly dueAt: number
  readonly now: number
}

const task = ({ kind, caseId, accountId, stamp, dueAt, now }: CaseTask): Change => ({
  op: 'put',
  collection: 'tasks',
  expected: 'if-absent',
  doc: {
    id: `${kind}:${caseId}:${stamp}`,
    queue: 'match',
    lane: `${kind}:${caseId}`,
    kind,
    payload: { caseId, stamp },
    keyOwner: accountId,
    order: dueAt,
    dueAt,
    state: 'ready',
    attempts: 0,
    at: now,
  },
})
