import type { CaseOutcome } from './model/cases.ts'
import type { DocumentOf } from './model/collections.ts'

type Case = DocumentOf<'cases'>

/** So long without an act of the agent, the bot answers again. Milliseconds. */
export const agentIdleMs = 24 * 60 * 60 * 1000

/** Whether what the person writes goes to an agent, and the bot stays silent. */
export const isWithAgent = (openCase: Case | undefined, now: number): boolean =>
  openCase?.state === 'taken' && openCase.botBack !== true && !isIdle(openCase, now)

export const isIdle = ({ state, agentAt, takenAt }: Case, now: number): boolean =>
  state === 'taken' && now - (agentAt ?? takenAt ?? 0) >= agentIdleMs

/** Nobody took it by the time that the person was told. */
export const isLate = ({ state, answerBy, at }: Case, now: number): boolean =>
  state === 'open' && now >= (answerBy ?? at + agentIdleMs)

export type CaseRefusal = { readonly decision: 'refused'; readonly because: 'taken' | 'closed' | 'not-taken' | 'bot' }
export type CaseDecision = { readonly decision: 'done'; readonly doc: Case } | CaseRefusal

/** `told`: the person can be told at once; else they are when they write. Whoever has it already joins the chat again. */
export const takeCase = (
  before: Case,
  { agentId, told, now }: { readonly agentId: string; readonly told: boolean; readonly now: number },
): CaseDecision => {
  if (before.state === 'closed') return refused('closed')
  if (before.state === 'taken' && before.agentId !== agentId) return refused('taken')
  const { botBack: _back, ...rest } = before
  const takenAt = before.state === 'taken' ? (before.takenAt ?? now) : now
  return { decision: 'done', doc: { ...rest, state: 'taken', agentId, takenAt, agentAt: now, told } }
}

/** The agent does something in a case that they have. `speaks`: only while the person's messages reach them. */
export const actInCase = (
  before: Case,
  { agentId, now, speaks }: { readonly agentId: string; readonly now: number; readonly speaks: boolean },
): CaseDecision => {
  if (before.state === 'closed') return refused('closed')
  if (!isHeldBy(before, agentId)) return refused('not-taken')
  return speaks && before.botBack === true ? refused('bot') : { decision: 'done', doc: { ...before, agentAt: now } }
}

/** Others can take it; `answerBy`: by when one of them writes, as the person is told. */
export const releaseCase = (before: Case, answerBy: number): Case => {
  const {
    agentId: _agent,
    takenAt: _taken,
    agentAt: _acted,
    told: _told,
    botBack: _back,
    readAt: _read,
    ...rest
  } = before
  return { ...rest, state: 'open', answerBy }
}

export const closeCase = (before: Case, outcome: CaseOutcome, now: number): Case => ({
  ...before,
  state: 'closed',
  outcome,
  closedAt: now,
})

/** Whether this agent has the case now. */
export const isHeldBy = ({ state, agentId }: Case, userId: string): boolean => state === 'taken' && agentId === userId

const refused = (because: CaseRefusal['because']): CaseRefusal => ({ decision: 'refused', because })
