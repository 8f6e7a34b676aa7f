import type { OwnThread } from '@rolecall/contract/pages'
import { mayGoOn, type Relay, type ThreadState, threadState } from '@rolecall/core/messages/thread'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { AppDeps } from '../deps.ts'

/** As much of a thread as a page shows. */
const newest = 30

type Application = DocumentOf<'applications'>
type Reader = {
  readonly language: string
  readonly person: DocumentOf<'people'>
  readonly account: DocumentOf<'accounts'>['state']
  readonly relay: Relay
}

/** What the person and the employer of an application wrote to each other. */
export const presentOwnThread = async (
  { store, texts }: AppDeps,
  application: Application,
  { language, person, account, relay }: Reader,
): Promise<OwnThread> => {
  const text = texts.text(language)
  const query = { index: 'thread', where: [application.id], order: 'descending', limit: newest } as const
  const items = application.thread === undefined ? [] : (await store.find('messages', query)).items
  const organisation = relay.organisations.get(application.organisationId)
  const state = threadState({ application, organisation, account, blocks: relay.blocks })
  return {
    messages: items.toReversed().map(({ doc }) => ({
      id: doc.id,
      mine: doc.from === 'person',
      text: doc.text.text,
      when: text.value({ type: 'time', at: doc.at, timeZone: person.timeZone, show: 'date-time' }),
      read: doc.from === 'person' && doc.readAt !== undefined,
    })),
    state: state === 'open' && !mayGoOn(application) ? 'wait' : ownState(state),
  }
}

/** An employer who blocks, and a moderator, look like one who takes no messages. */
const ownState = (state: ThreadState): OwnThread['state'] => {
  switch (state) {
    case 'open':
    case 'ended':
    case 'stopped':
      return state
    case 'blocked-by-person':
      return 'blocked'
    case 'blocked-by-organisation':
    case 'silenced':
    case 'organisation-stopped':
    case 'unreachable':
      return 'closed'
    default:
      return state satisfies never
  }
}
