import type { CaseMessage, CaseView } from '@rolecall/contract/api/cases'
import { isWithAgent } from '@rolecall/core/case-life'
import type { OutboxMessage } from '@rolecall/core/conversation/reply'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { type CaseChat, isWindowOpen, stateOf } from '../../flows/parts/case-chat.ts'
import { outboxMessageOf } from '../../flows/parts/task-documents.ts'
import type { AppDeps } from '../deps.ts'
import { moment } from '../moment.ts'

const most = 200
/** What the bot said shortly before the case was opened belongs to it. Milliseconds. */
const beforeMs = 60 * 60 * 1000

/** The chat around a case, for the agent who has it. */
export const presentChat = async (deps: AppDeps, chat: CaseChat): Promise<NonNullable<CaseView['chat']>> => {
  const { row, account, person, now } = chat
  const { mode } = stateOf(chat)
  const question = mode.kind === 'asking' ? mode.question : undefined
  return {
    stage: person?.state ?? 'new',
    ...(question === undefined ? {} : { question }),
    with: isWithAgent(row.doc, now) ? 'agent' : 'bot',
    windowOpen: isWindowOpen(chat),
    stopped: account.state === 'stopped',
    ...(row.doc.invitedAt === undefined ? {} : { invitedAt: moment(row.doc.invitedAt) }),
    messages: await messagesOf(deps, chat),
  }
}

const messagesOf = async (deps: AppDeps, { row: { doc }, person }: CaseChat): Promise<CaseMessage[]> => {
  const order = 'descending'
  const [kept, sent] = await Promise.all([
    deps.store.find('caseMessages', { index: 'case', where: [doc.id], order, limit: most }),
    deps.store.find('outbox', {
      index: 'account',
      where: [doc.accountId],
      range: { from: doc.at - beforeMs },
      order,
      limit: most,
    }),
  ])
  const byId = new Map(sent.items.map((item) => [item.doc.id, item.doc]))
  const said = kept.items.map(({ doc: { id, from, kind, text, at, outboxId } }) => {
    const delivery = outboxId === undefined ? undefined : byId.get(outboxId)?.state
    return {
      order: at,
      message: { id, from, kind, text, at: moment(at), ...(delivery === undefined ? {} : { delivery }) },
    }
  })
  const own = new Set(kept.items.map((item) => item.doc.outboxId))
  const bot = sent.items
    .filter((item) => !own.has(item.doc.id) && isOfChat(item.doc, person?.id))
    .map((item) => ({ order: item.doc.order, message: botMessage(deps, item.doc) }))
  return [...said, ...bot].toSorted((a, b) => a.order - b.order).map(({ message }) => message)
}

/** Answers of the bot to this person; news of employers and alerts are none of the agent's business. */
const isOfChat = ({ category, personId }: DocumentOf<'outbox'>, person: string | undefined): boolean =>
  category === 'reply' && (personId === undefined || person === undefined || personId === person)

const botMessage = ({ texts }: AppDeps, doc: DocumentOf<'outbox'>): CaseMessage => {
  const message = outboxMessageOf(doc)
  const own = message === undefined || isOwnData(message)
  const text = own ? '' : message.reply.body.map((phrase) => texts.say(phrase, message.language)).join('\n\n')
  return { id: doc.id, from: 'bot', kind: own ? 'private' : 'text', text, at: moment(doc.at) }
}

/** Their answers, applications and jobs, which a case does not need. */
const isOwnData = ({ reply }: OutboxMessage): boolean =>
  reply.body.some(
    (phrase) =>
      'key' in phrase &&
      /^bot\.(appl|profile|data|summary|job|withdraw|screening|saved|why|warn|deleted|relay|web-sign-in)/.test(
        phrase.key,
      ),
  )
