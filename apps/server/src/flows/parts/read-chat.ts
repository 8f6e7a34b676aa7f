import type { EditContext } from '@rolecall/core/conversation/changes'
import { readState } from '@rolecall/core/conversation/state'
import { noRelay, type Relay } from '@rolecall/core/messages/thread'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'
import type { FlowDeps } from '../deps.ts'
import { agentName } from './agent-name.ts'
import type { FoundAccount } from './find-account.ts'

/** All that a turn of a chat rests on, as it was read. */
export type Chat = {
  readonly phoneNumberId: string
  readonly conversation: Stored<DocumentOf<'conversations'>> | undefined
  readonly active: DocumentOf<'people'> | undefined
  /** The name of whoever of the operator has the chat. */
  readonly agent?: string | undefined
  readonly context: Omit<EditContext, 'now'>
  /** What the person and the employers whom they applied to rest on. */
  readonly relay: Relay
}

const most = 1000

export const readChat = async (
  { store }: Pick<FlowDeps, 'store'>,
  found: FoundAccount,
  phoneNumberId: string,
): Promise<Chat> => {
  const { account, expected } = found
  const base = { account: { doc: account, expected } }
  if (found.isNew)
    return {
      phoneNumberId,
      conversation: undefined,
      active: undefined,
      context: { ...base, ...nothing },
      relay: noRelay,
    }
  const personId = account.activePersonId
  const chats = {
    collection: 'conversations',
    query: { index: 'account', where: [account.id, phoneNumberId], limit: 1 },
  } as const
  const persons = { collection: 'people', ids: account.personIds } as const
  const [conversations, people, applications, interests, consents, blocks] =
    personId === undefined
      ? ([...(await store.findTogether([chats, persons])), [], [], [], []] as const)
      : await store.findTogether([chats, persons, ...ofPerson(personId)])
  const [conversation] = conversations
  const openCase = await openCaseOf(store, conversation?.doc)
  return {
    phoneNumberId,
    agent: openCase?.doc.agentId === undefined ? undefined : await agentName(store, openCase.doc.agentId),
    conversation,
    active: people.find(({ doc }) => doc.id === personId)?.doc,
    context: { ...base, people, applications, interests, consents, blocks, openCase },
    relay: { blocks: blocks.map(({ doc }) => doc), organisations: await statesOf(store, applications) },
  }
}

const ofPerson = (personId: string) => {
  const query = { index: 'person', where: [personId], limit: most } as const
  return [
    { collection: 'applications', query },
    { collection: 'interests', query: { ...query, order: 'descending' } },
    { collection: 'consents', query },
    { collection: 'blocks', query },
  ] as const
}

const statesOf = async (
  store: FlowDeps['store'],
  applications: readonly Stored<DocumentOf<'applications'>>[],
): Promise<Relay['organisations']> => {
  const ids = new Set(applications.map(({ doc }) => doc.organisationId))
  const organisations = ids.size === 0 ? [] : await store.getMany('organisations', [...ids])
  return new Map(organisations.map(({ doc }) => [doc.id, doc.state]))
}

/** The case that the chat names, while it is not closed. */
const openCaseOf = async (store: FlowDeps['store'], chat: DocumentOf<'conversations'> | undefined) => {
  const id = chat === undefined ? undefined : readState(chat.state, chat.lastInboundAt).caseId
  const found = id === undefined ? undefined : await store.get('cases', id)
  return found?.doc.state === 'closed' ? undefined : found
}

const nothing = { people: [], applications: [], interests: [], consents: [] } as const
