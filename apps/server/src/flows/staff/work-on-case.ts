import type { CaseOutcome, ProfileReason, TakeReason } from '@rolecall/contract/api/cases'
import {
  actInCase,
  agentIdleMs,
  type CaseRefusal,
  closeCase,
  isHeldBy,
  releaseCase,
  takeCase,
} from '@rolecall/core/case-life'
import { idleTask, lateTasks } from '@rolecall/core/case-tasks'
import { say } from '@rolecall/core/conversation/say'
import type { AuditAction } from '@rolecall/core/model/audit'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { isRefusal, type Refusal, refuse } from '../../refusal.ts'
import { agentName } from '../parts/agent-name.ts'
import {
  type CaseChat,
  type CaseDeps,
  caseText,
  isWindowOpen,
  joined,
  leaving,
  putCase,
  putChat,
  readCaseChat,
  stateOf,
  writeTo,
} from '../parts/case-chat.ts'
import { type Decided, decideAgain } from '../parts/decide-again.ts'
import type { Once } from '../parts/once.ts'
import { notedOfStaff, type StaffActor } from './staff-deps.ts'

type Of<T> = T & { readonly caseId: string }
type Case = DocumentOf<'cases'>

/** The case becomes the agent's, the person hears that someone is there, and the bot is silent. */
export const takeACase = (deps: CaseDeps, actor: StaffActor, { caseId, reason }: Of<{ readonly reason: TakeReason }>) =>
  work(deps, caseId, async (chat) => {
    const agent = await agentName(deps.store, actor.userId)
    const told = isWindowOpen(chat) && chat.account.state !== 'stopped'
    const taken = takeCase(chat.row.doc, { agentId: actor.userId, told, now: chat.now })
    if (taken.decision === 'refused') return refuseCase(taken)
    if (await isElsewhere(deps, chat)) return refuse('case-taken')
    return [
      putCase(chat, taken.doc),
      ...putChat(chat, caseId),
      idleTask(taken.doc, chat.now + agentIdleMs, chat.now),
      ...(told ? writeTo(deps, chat, { body: [joined(deps, agent)] }) : []),
      note(actor, chat, 'case.take', reason),
    ]
  })

/** Whether another case has the chat of this account: one agent at a time writes to a person. */
const isElsewhere = async ({ store }: CaseDeps, chat: CaseChat): Promise<boolean> => {
  const { caseId } = stateOf(chat)
  const other = caseId === undefined || caseId === chat.row.doc.id ? undefined : await store.get('cases', caseId)
  return other?.doc.state === 'taken'
}

export const releaseACase = (deps: CaseDeps, actor: StaffActor, { caseId }: Of<unknown>) =>
  act(deps, actor, { caseId, speaks: false }, (chat) => {
    const { phrase, answerBy } = leaving(deps, chat, 'released')
    const doc = releaseCase(chat.row.doc, answerBy)
    return [
      putCase(chat, doc),
      ...putChat(chat, caseId),
      ...lateTasks(doc, chat.now),
      ...goodbye(deps, chat, phrase),
      note(actor, chat, 'case.release'),
    ]
  })

export const closeACase = (
  deps: CaseDeps,
  actor: StaffActor,
  { caseId, outcome, note: text }: Of<{ readonly outcome: CaseOutcome; readonly note?: string | undefined }>,
) =>
  act(deps, actor, { caseId, speaks: false }, (chat) => [
    putCase(chat, closeCase(chat.row.doc, outcome, chat.now)),
    ...putChat(chat, undefined),
    ...(text === undefined ? [] : [caseText(deps, chat, { from: 'note', text })]),
    ...goodbye(deps, chat, say('bot.agent.closed', { agent: chat.agent ?? deps.settings.current().operator.name })),
    note(actor, chat, 'case.close', outcome),
  ])

/** Only whoever was told that a person is there is told that the bot is back. */
const goodbye = (deps: CaseDeps, chat: CaseChat, phrase: ReturnType<typeof say>): readonly Change[] =>
  chat.row.doc.told === true && chat.account.state !== 'stopped' ? writeTo(deps, chat, { body: [phrase] }) : []

/** With `once` nothing of the chat is kept under the key. */
export const writeInCase = (
  deps: CaseDeps,
  actor: StaffActor,
  { caseId, text, once }: Of<{ readonly text: string; readonly once?: Once | undefined }>,
): Promise<undefined | Refusal> => {
  const write = acting(actor, true, (chat, doc) => {
    if (chat.account.state === 'stopped') return refuse('person-stopped')
    if (!isWindowOpen(chat)) return refuse('window-closed')
    const outboxId = deps.makeId('outbox')
    const says = say('bot.agent.says', { agent: chat.agent ?? '', text })
    const first = chat.row.doc.told === true ? [] : [joined(deps, chat.agent)]
    return [
      putCase(chat, { ...doc, told: true }),
      caseText(deps, chat, { from: 'agent', text, outboxId }),
      ...writeTo(deps, chat, { id: outboxId, body: [...first, says] }),
      note(actor, chat, 'case.message'),
    ]
  })
  const decide = async (): Promise<Decided<undefined> | Refusal> => {
    const decided = await decideOn(deps, caseId, write)
    return isRefusal(decided) ? decided : { changes: decided.changes, result: undefined }
  }
  return decideAgain(deps.store, decide, once)
}

/** A template, once a day, as free text is not taken any more. When they write, they hear that a person is there. */
export const inviteToWrite = (deps: CaseDeps, actor: StaffActor, { caseId }: Of<unknown>) =>
  act(deps, actor, { caseId, speaks: false }, (chat, doc) => {
    if (chat.account.state === 'stopped') return refuse('person-stopped')
    if (isWindowOpen(chat) || chat.now - (doc.invitedAt ?? 0) < agentIdleMs) return refuse('window-open')
    const values = { person: chat.person?.name ?? chat.account.profileName ?? '' }
    return [
      putCase(chat, { ...doc, invitedAt: chat.now, told: false }),
      ...writeTo(deps, chat, { body: [say('bot.case.invite', values)], template: { name: 'case_answer', values } }),
      note(actor, chat, 'case.invite'),
    ]
  })

/** Written down before anything is shown. */
export const noteProfileShown = (
  deps: CaseDeps,
  actor: StaffActor,
  { caseId, reason }: Of<{ readonly reason: ProfileReason }>,
) =>
  act(deps, actor, { caseId, speaks: false }, (chat, doc) => [
    putCase(chat, doc),
    note(actor, chat, 'case.profile', reason),
  ])

const readEveryMs = 15 * 60 * 1000

/** That the agent reads the chat is written down once in a quarter of an hour, however often the page asks. */
export const noteCaseRead = (deps: CaseDeps, actor: StaffActor, { caseId }: Of<unknown>) =>
  work(deps, caseId, async (chat) => {
    const { doc } = chat.row
    if (!isHeldBy(doc, actor.userId) || chat.now - (doc.readAt ?? 0) < readEveryMs) return []
    return [putCase(chat, { ...doc, readAt: chat.now }), note(actor, chat, 'case.read')]
  })

const act = (
  deps: CaseDeps,
  actor: StaffActor,
  { caseId, speaks }: Of<{ readonly speaks: boolean }>,
  decide: Deciding,
) => work(deps, caseId, acting(actor, speaks, decide))

type Deciding = (chat: CaseChat, doc: Case) => readonly Change[] | Refusal
type Work = (chat: CaseChat) => Promise<readonly Change[] | Refusal>

const acting =
  (actor: StaffActor, speaks: boolean, decide: Deciding): Work =>
  async (chat) => {
    const acted = actInCase(chat.row.doc, { agentId: actor.userId, now: chat.now, speaks })
    return acted.decision === 'refused' ? refuseCase(acted) : decide(chat, acted.doc)
  }

/** Reads, decides and commits; the chat as it was read, or why not. */
const work = (deps: CaseDeps, caseId: string, decide: Work): Promise<CaseChat | Refusal> =>
  decideAgain(deps.store, () => decideOn(deps, caseId, decide))

const decideOn = async (deps: CaseDeps, caseId: string, decide: Work): Promise<Decided<CaseChat> | Refusal> => {
  const chat = await readCaseChat(deps, caseId)
  if (chat === undefined) return refuse('not-found')
  const changes = await decide(chat)
  return isRefusal(changes) ? changes : { changes, result: chat }
}

const refuseCase = ({ because }: CaseRefusal): Refusal => {
  switch (because) {
    case 'taken':
      return refuse('case-taken')
    case 'closed':
      return refuse('case-closed')
    case 'not-taken':
      return refuse('case-not-taken')
    case 'bot':
      return refuse('case-with-bot')
    default:
      return because satisfies never
  }
}

const note = (actor: StaffActor, { row, now }: CaseChat, action: AuditAction, detail?: string): Change =>
  notedOfStaff(actor, now, { action, subjectId: row.doc.id, ...(detail === undefined ? {} : { detail }) })
