import { personBy } from '@rolecall/core/conversation/ask-person'
import type { OutboxMessage, Phrase } from '@rolecall/core/conversation/reply'
import { say } from '@rolecall/core/conversation/say'
import { readState } from '@rolecall/core/conversation/state'
import { joinedPhrase } from '@rolecall/core/conversation/with-agent'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { queueMessage } from '@rolecall/core/notification/queue-message'
import type { Change, Store, Stored } from '@rolecall/core/ports/store'
import type { FlowDeps } from '../deps.ts'
import { agentName } from './agent-name.ts'

export type CaseDeps = Pick<FlowDeps, 'store' | 'clock' | 'makeId' | 'settings'> & {
  readonly config: { readonly phoneNumberId: string }
}

/** A case with the chat that it belongs to, as it was read. */
export type CaseChat = {
  readonly row: Stored<DocumentOf<'cases'>>
  readonly account: DocumentOf<'accounts'>
  readonly conversation: Stored<DocumentOf<'conversations'>> | undefined
  readonly person: DocumentOf<'people'> | undefined
  readonly agent: string | undefined
  readonly language: string
  readonly now: number
}

const windowMs = 24 * 60 * 60 * 1000

export const readCaseChat = async (deps: CaseDeps, caseId: string): Promise<CaseChat | undefined> => {
  const { store, clock } = deps
  const row = await store.get('cases', caseId)
  const account = row && (await store.get('accounts', row.doc.accountId))
  if (row === undefined || account === undefined) return undefined
  const { accountId, personId, agentId } = row.doc
  const [conversation, person, agent] = await Promise.all([
    newestChat(store, accountId),
    store.get('people', personId ?? account.doc.activePersonId ?? ''),
    agentId === undefined ? undefined : agentName(store, agentId),
  ])
  const language = person?.doc.language ?? conversation?.doc.language ?? 'en'
  return { row, account: account.doc, conversation, person: person?.doc, agent, language, now: clock.now() }
}

export const newestChat = async (store: Store, accountId: string) => {
  const { items } = await store.find('conversations', { index: 'account', where: [accountId], limit: 20 })
  return items.toSorted((a, b) => b.doc.lastInboundAt - a.doc.lastInboundAt)[0]
}

/** Whether WhatsApp takes free text to the person. */
export const isWindowOpen = ({ account, now }: Pick<CaseChat, 'account' | 'now'>): boolean =>
  now - account.lastInboundAt < windowMs

export const stateOf = ({ conversation, now }: CaseChat) => readState(conversation?.doc.state, now)

export const joined = ({ settings }: CaseDeps, agent: string | undefined): Phrase =>
  joinedPhrase({ operator: { ...settings.current().operator, languages: [], webUrl: '' }, agent })

/** The agent leaves, and the bot answers again: what the person hears, and until when someone else writes. */
export const leaving = ({ settings }: CaseDeps, chat: CaseChat, how: 'idle' | 'released') => {
  const operator = { ...settings.current().operator, languages: [], webUrl: '' }
  const time = personBy({ now: chat.now, person: chat.person, operator })
  const values = { agent: chat.agent ?? operator.name, operator: operator.name, time }
  return { phrase: say(`bot.agent.${how}`, values), answerBy: time.at }
}

export const putCase = ({ row }: CaseChat, doc: DocumentOf<'cases'>): Change => ({
  op: 'put',
  collection: 'cases',
  doc,
  expected: row.revision,
})

/** The chat names the case whose messages are kept, or none any more. Written with each change of hands, so that a message that comes in meanwhile is decided anew. */
export const putChat = (chat: CaseChat, caseId: string | undefined): readonly Change[] => {
  const { conversation, row } = chat
  if (conversation === undefined) return []
  const { caseId: known, ...state } = stateOf(chat)
  const next = caseId ?? (known === row.doc.id ? undefined : known)
  const doc = { ...conversation.doc, state: next === undefined ? state : { ...state, caseId: next } }
  return [{ op: 'put', collection: 'conversations', doc, expected: conversation.revision }]
}

/** A message to the person, by the number that they chat with. */
export const writeTo = (
  deps: CaseDeps,
  chat: CaseChat,
  what: { readonly body: readonly Phrase[]; readonly id?: string; readonly template?: OutboxMessage['template'] },
): readonly Change[] =>
  queueMessage({
    id: what.id ?? deps.makeId('outbox'),
    accountId: chat.account.id,
    personId: chat.person?.id,
    phoneNumberId: chat.conversation?.doc.phoneNumberId ?? deps.config.phoneNumberId,
    message: {
      reply: { kind: 'text', body: what.body },
      language: chat.language,
      ...(what.template === undefined ? {} : { template: what.template }),
    },
    category: what.template === undefined ? 'reply' : 'update',
    dueAt: chat.now,
    order: chat.now,
    now: chat.now,
  })

/** What the agent writes or notes down, in the thread of the case. */
export const caseText = (
  deps: CaseDeps,
  { row, now }: CaseChat,
  said: { readonly from: 'agent' | 'note'; readonly text: string; readonly outboxId?: string },
): Change => ({
  op: 'put',
  collection: 'caseMessages',
  expected: 'absent',
  doc: {
    id: deps.makeId('caseMessages'),
    caseId: row.doc.id,
    accountId: row.doc.accountId,
    kind: 'text',
    ...said,
    at: now,
  },
})
