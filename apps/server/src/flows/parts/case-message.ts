import type { ConverseOutput } from '@rolecall/core/conversation/converse'
import type { ConversationEvent } from '@rolecall/core/conversation/event'
import { readState } from '@rolecall/core/conversation/state'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import type { FlowDeps } from '../deps.ts'
import type { Chat } from './read-chat.ts'

type Message = DocumentOf<'caseMessages'>

/** Keeps what the person wrote while a case of theirs is open; what opened it too. Another on the same phone is let be. */
export const caseMessage = (
  deps: Pick<FlowDeps, 'makeId'>,
  { context, conversation }: Chat,
  turn: ConverseOutput,
  { event, now }: { readonly event: ConversationEvent; readonly now: number },
): readonly Change[] => {
  const { caseId } = turn.state
  const { openCase, account } = context
  if (caseId === undefined || event.kind === 'reaction' || isForEmployer(conversation?.doc, turn)) return []
  const isOthers = openCase?.doc.personId !== undefined && openCase.doc.personId !== account.doc.activePersonId
  if (openCase?.doc.id === caseId && openCase.doc.state === 'open' && isOthers) return []
  const doc: Message = {
    id: deps.makeId('caseMessages'),
    caseId,
    accountId: account.doc.id,
    from: 'person',
    ...contentOf(event),
    at: now,
  }
  return [{ op: 'put', collection: 'caseMessages', doc, expected: 'absent' }]
}

/** What someone writes to an employer, or about one, is no matter of the case. */
const isForEmployer = (chat: DocumentOf<'conversations'> | undefined, { edits, replies }: ConverseOutput): boolean => {
  if (edits.some(({ kind }) => kind === 'send-message' || kind === 'report')) return true
  const mode = chat === undefined ? undefined : readState(chat.state, chat.lastInboundAt).mode.kind
  // Where the bot is silent, the text went to the agent.
  return (mode === 'writing' || mode === 'reporting') && edits.length === 0 && replies.length > 0
}

const contentOf = (event: ConversationEvent): Pick<Message, 'kind' | 'text'> => {
  switch (event.kind) {
    case 'text':
      return { kind: 'text', text: event.text.slice(0, 4096) }
    case 'tap':
      return { kind: 'text', text: event.title }
    case 'media':
      return { kind: event.media, text: '' }
    case 'location':
      return { kind: 'location', text: event.name ?? '' }
    case 'contacts':
      return { kind: 'contacts', text: '' }
    default:
      return { kind: 'other', text: '' }
  }
}
