import { isBlocked } from '@rolecall/core/messages/thread'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Store, Stored } from '@rolecall/core/ports/store'
import { carryMessage } from './carry-message.ts'
import type { TellDeps } from './tell-person.ts'

type Outbox = DocumentOf<'outbox'>
type Message = Stored<DocumentOf<'messages'>>

/** Whether the message of an employer that a row carries may still arrive: it was not blocked, or erased, while it waited. */
export const isStillWanted = async (store: Store, { messageId }: Outbox): Promise<boolean> => {
  if (messageId === undefined) return true
  const message = (await store.get('messages', messageId))?.doc
  if (message === undefined) return false
  const { personId, organisationId } = message
  const { items } = await store.find('blocks', { index: 'person', where: [personId], limit: 1000 })
  const blocks = items.map(({ doc }) => doc)
  return !isBlocked(blocks, { personId, organisationId, by: 'person' })
}

/**
 * A row of the outbox moved on: the message that it carries says so to whoever looks at its thread. `outboxId`: the row that
 * carries it from now on.
 */
export const rowMoved = async (
  store: Store,
  { messageId, state, sentAs }: Pick<Outbox, 'messageId' | 'state' | 'sentAs'>,
  { now, outboxId }: { readonly now: number; readonly outboxId?: string | undefined },
): Promise<readonly Change[]> => {
  const message = messageId === undefined ? undefined : await store.get('messages', messageId)
  if (message === undefined) return []
  // Whoever reads a template has not read the words.
  const isRead = state === 'read' && sentAs !== 'template' && message.doc.readAt === undefined
  const read = isRead ? { readAt: now } : {}
  return [changed(message, { ...read, ...(outboxId === undefined ? {} : { outboxId }) })]
}

/** How far back a person who comes back is shown what employers wrote meanwhile. */
const mostWaiting = 20
const waitsMs = 30 * 86_400_000

/** What employers wrote to people of this phone while only a template could tell of it: it follows once they write again. */
export const handOver = async (
  deps: TellDeps,
  account: DocumentOf<'accounts'>,
  now: number,
): Promise<readonly Change[]> => {
  const changes: Change[] = []
  for (const personId of account.personIds) {
    const person = (await deps.store.get('people', personId))?.doc
    if (person === undefined) continue
    for (const message of await waitingFor(deps.store, personId, now)) {
      const job = (await deps.store.get('jobs', message.doc.jobId))?.doc
      if (job === undefined) continue
      const sharesPhone = account.personIds.length > 1
      const carried = { person, job, message: message.doc, first: false, sharesPhone }
      const order = now + 1 + changes.length
      const { outboxId, changes: rows } = await carryMessage(deps, carried, { dueAt: now, now, order })
      changes.push(...rows, changed(message, { outboxId }))
    }
  }
  return changes
}

/** Oldest first. */
const waitingFor = async (store: Store, personId: string, now: number): Promise<readonly Message[]> => {
  const range = { from: now - waitsMs }
  const query = { index: 'person', where: [personId], range, order: 'descending', limit: mostWaiting } as const
  const found = (await store.find('messages', query)).items.filter(({ doc }) => doc.outboxId !== undefined)
  const rows = await store.getMany(
    'outbox',
    found.flatMap(({ doc }) => doc.outboxId ?? []),
  )
  const told = new Set(rows.filter(({ doc }) => doc.sentAs === 'template').map(({ doc }) => doc.id))
  return found.filter(({ doc }) => told.has(doc.outboxId ?? '')).toReversed()
}

const changed = ({ doc, revision }: Message, change: Partial<DocumentOf<'messages'>>): Change => ({
  op: 'put',
  collection: 'messages',
  doc: { ...doc, ...change },
  expected: revision,
})
