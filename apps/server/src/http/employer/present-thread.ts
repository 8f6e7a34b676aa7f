import type { Delivery, MessageView, ThreadState, ThreadView } from '@rolecall/contract/api/messages'
import type { ThreadState as State } from '@rolecall/core/messages/thread'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { readMessagesLeft, readThread } from '../../flows/parts/read-thread.ts'
import type { AppDeps } from '../deps.ts'
import { moment } from '../moment.ts'
import { pageQuery } from './organisation-scope.ts'
import { namesOfActors } from './user-names.ts'

type Message = DocumentOf<'messages'>
type Outbox = DocumentOf<'outbox'>

/** A page of a thread as the employer sees it; undefined where the person or the job is gone. */
export const presentThread = async (
  deps: AppDeps,
  applicationId: string,
  query: { readonly limit: number; readonly after?: string | undefined },
): Promise<ThreadView | undefined> => {
  const { store, clock } = deps
  const thread = await readThread(store, applicationId)
  if (thread === undefined) return undefined
  const [page, left, reports] = await Promise.all([
    store.find('messages', { index: 'thread', where: [applicationId], order: 'descending', ...pageQuery(query) }),
    readMessagesLeft(store, thread.application.doc, clock.now()),
    store.find('reports', { index: 'application', where: [applicationId], order: 'descending', limit: 20 }),
  ])
  const report = reports.items.find(({ doc }) => doc.about === 'person')?.doc
  return {
    items: await presentMessages(
      deps,
      page.items.map(({ doc }) => doc),
    ),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
    state: stateFor(thread.state),
    left,
    ...(report === undefined ? {} : { report: outcomeOf(report) }),
  }
}

const outcomeOf = ({ state, decision }: DocumentOf<'reports'>): NonNullable<ThreadView['report']> => {
  if (state === 'open') return 'open'
  return decision === 'block-person' ? 'person' : 'none'
}

/** A person's block looks like any other reason for which they take nothing. */
const stateFor = (state: State): ThreadState => {
  switch (state) {
    case 'open':
    case 'ended':
    case 'stopped':
    case 'unreachable':
      return state
    case 'blocked-by-organisation':
      return 'blocked-by-you'
    case 'blocked-by-person':
    case 'silenced':
      return 'not-taking'
    case 'organisation-stopped':
      return 'not-vetted'
    default:
      return state satisfies never
  }
}

export const presentMessages = async (deps: AppDeps, messages: readonly Message[]): Promise<MessageView[]> => {
  const [rows, names] = await Promise.all([
    deps.store.getMany(
      'outbox',
      messages.flatMap(({ outboxId }) => outboxId ?? []),
    ),
    namesOfActors(
      deps,
      messages.flatMap(({ userId }) => userId ?? []),
    ),
  ])
  const rowOf = new Map(rows.map(({ doc }) => [doc.id, doc]))
  return messages.map((message) => {
    const { id, from, text, at, userId } = message
    const by = names.get(userId ?? '')
    const row = rowOf.get(message.outboxId ?? '')
    return {
      id,
      from,
      ...text,
      at: moment(at),
      ...(by === undefined ? {} : { by }),
      ...(from === 'person' ? {} : { delivery: deliveryOf(message, row) }),
      ...(row?.state === 'queued' && row.dueAt > deps.clock.now() ? { tellAt: moment(row.dueAt) } : {}),
    }
  })
}

/** A row that is gone was sent long ago. */
const deliveryOf = ({ readAt }: Message, row: Outbox | undefined): Delivery => {
  if (readAt !== undefined) return 'read'
  if (row === undefined) return 'sent'
  const { state, sentAs } = row
  if (sentAs === 'template' && state !== 'failed' && state !== 'queued') return 'told'
  switch (state) {
    case 'queued':
      return 'waits'
    case 'delivered':
    case 'read':
      return state
    case 'failed':
    case 'dropped':
      return 'failed'
    case 'sending':
    case 'accepted':
    case 'sent':
    case 'unknown':
      return 'sent'
    default:
      return state satisfies never
  }
}
