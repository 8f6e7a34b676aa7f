import { messagesLeft, type ThreadState, threadState } from '@rolecall/core/messages/thread'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store, Stored } from '@rolecall/core/ports/store'

/** An application with what decides whether the two can write to each other. */
export type Thread = {
  readonly application: Stored<DocumentOf<'applications'>>
  readonly job: DocumentOf<'jobs'>
  readonly person: DocumentOf<'people'>
  readonly account: DocumentOf<'accounts'> | undefined
  readonly blocks: readonly Stored<DocumentOf<'blocks'>>[]
  readonly state: ThreadState
}

const mostBlocks = 1000

/** Undefined where the application, its job or the person is not there any more. */
export const readThread = async (store: Store, applicationId: string): Promise<Thread | undefined> => {
  const application = await store.get('applications', applicationId)
  if (application === undefined) return undefined
  const { jobId, organisationId, personId } = application.doc
  const [job, person, organisation, blocks] = await Promise.all([
    store.get('jobs', jobId),
    store.get('people', personId),
    store.get('organisations', organisationId),
    store.find('blocks', { index: 'person', where: [personId], limit: mostBlocks }),
  ])
  if (job === undefined || person === undefined) return undefined
  const account = (await store.get('accounts', person.doc.accountId))?.doc
  const state = threadState({
    application: application.doc,
    organisation: organisation?.doc.state,
    account: account?.state ?? 'unreachable',
    blocks: blocks.items.map(({ doc }) => doc),
  })
  return { application, job: job.doc, person: person.doc, account, blocks: blocks.items, state }
}

/** How many messages the employer may still write before the person answers. */
export const readMessagesLeft = async (
  store: Store,
  { organisationId, personId }: DocumentOf<'applications'>,
  now: number,
): Promise<number> => {
  const where = [organisationId, personId]
  const { items } = await store.find('messages', { index: 'pair', where, order: 'descending', limit: 20 })
  return messagesLeft(
    items.map(({ doc }) => doc),
    now,
  )
}
