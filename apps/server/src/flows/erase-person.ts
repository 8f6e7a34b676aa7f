import type { CollectionName, DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Lease, Stored } from '@rolecall/core/ports/store'
import type { Task, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { erasedOf } from './parts/erase-task.ts'
import { finish } from './parts/task-documents.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock' | 'files' | 'log'>

const atOnce = 200
const lookAgainMs = 5_000

/**
 * What is left of a person whose profile and data key went with the commit of their chat: lists that they were shown, cases, attempts to sign in,
 * and, where nobody else uses the phone and they did not begin anew, the account itself with its chat, messages, files and
 * data key. The goodbye is let out first. Cut off at any point it runs again.
 */
export const erasePerson = async (deps: Deps, task: Task, lease: Lease): Promise<TaskResult> => {
  const { personId, accountId, at } = erasedOf(task.doc)
  await deleteLists(deps, personId)
  const account = await deps.store.get('accounts', accountId)
  if (account === undefined) return finish(deps, task, lease, [])
  const messages = await messagesOf(deps, accountId)
  if (messages.some(({ doc }) => isOnItsWay(doc)))
    return { result: 'retry', at: deps.clock.now() + lookAgainMs, error: 'the goodbye is on its way', counts: false }
  const alone = account.doc.personIds.length === 0 && account.doc.lastInboundAt <= at
  const own = alone ? messages : messages.filter(({ doc }) => doc.personId === personId)
  await deleteAll(deps, 'outbox', own)
  await deleteAll(deps, 'webSignIns', await signInsOf(deps, { personId, accountId, alone }))
  const cases = await casesOf(deps, { personId, accountId, alone })
  for (const { doc } of cases) await deleteCaseMessages(deps, doc.id)
  await deleteAll(deps, 'cases', cases)
  return finish(deps, task, lease, alone ? await accountChanges(deps, account) : [])
}

const isOnItsWay = ({ state }: DocumentOf<'outbox'>): boolean => state === 'queued' || state === 'sending'

const messagesOf = async ({ store }: Deps, accountId: string): Promise<readonly Stored<DocumentOf<'outbox'>>[]> => {
  const all: Stored<DocumentOf<'outbox'>>[] = []
  for (let after: string | undefined, more = true; more; ) {
    const page = await store.find('outbox', {
      index: 'account',
      where: [accountId],
      limit: 1000,
      ...(after === undefined ? {} : { after }),
    })
    all.push(...page.items)
    after = page.cursor
    more = after !== undefined
  }
  return all
}

const deleteLists = async (deps: Deps, personId: string): Promise<void> => {
  for (;;) {
    const { items } = await deps.store.find('matchLists', { index: 'subject', where: [personId], limit: atOnce })
    if (items.length === 0) return
    await deleteAll(deps, 'matchLists', items)
  }
}

type Whose = { readonly personId: string; readonly accountId: string; readonly alone: boolean }

/** Attempts to sign in on the web. */
const signInsOf = async ({ store }: Deps, of: Whose): Promise<readonly Stored<DocumentOf<'webSignIns'>>[]> => {
  const { items } = await store.find('webSignIns', { index: 'account', where: [of.accountId], limit: 1000 })
  return items.filter(({ doc }) => of.alone || doc.personId === of.personId)
}

const casesOf = async ({ store }: Deps, of: Whose): Promise<readonly Stored<DocumentOf<'cases'>>[]> => {
  const { items } = await store.find('cases', { index: 'account', where: [of.accountId], limit: 1000 })
  return items.filter(({ doc }) => of.alone || doc.personId === of.personId)
}

const deleteCaseMessages = async (deps: Deps, caseId: string): Promise<void> => {
  for (;;) {
    const { items } = await deps.store.find('caseMessages', { index: 'case', where: [caseId], limit: atOnce })
    if (items.length === 0) return
    await deleteAll(deps, 'caseMessages', items)
  }
}

/** Rows that nobody else writes to any more; one that changed in between is seen to when the task runs again. */
const deleteAll = async (
  { store }: Deps,
  collection: 'outbox' | 'matchLists' | 'cases' | 'caseMessages' | 'media' | 'webSignIns',
  rows: readonly Stored<{ readonly id: string }>[],
): Promise<void> => {
  for (let from = 0; from < rows.length; from += atOnce) {
    const { outcome } = await store.commit(rows.slice(from, from + atOnce).map((row) => deletion(collection, row)))
    if (outcome !== 'committed') throw new Error(`rows of ${collection} were not deleted: ${outcome}`)
  }
}

const deletion = (collection: CollectionName, { doc, revision }: Stored<{ readonly id: string }>): Change => ({
  op: 'delete',
  collection,
  id: doc.id,
  expected: revision,
})

/** The account, its chats and its data key go in one commit, after the files and the rows that name them. */
const accountChanges = async (deps: Deps, account: Stored<DocumentOf<'accounts'>>): Promise<readonly Change[]> => {
  const { id } = account.doc
  const media = await deps.store.find('media', { index: 'account', where: [id], limit: 1000 })
  for (const { doc } of media.items) if (doc.fileKey !== undefined) await deps.files.delete(doc.fileKey)
  await deleteAll(deps, 'media', media.items)
  const chats = await deps.store.find('conversations', { index: 'account', where: [id], limit: 100 })
  const key = await deps.store.get('dataKeys', id)
  return [
    ...chats.items.map((chat) => deletion('conversations', chat)),
    ...(key === undefined ? [] : [deletion('dataKeys', key)]),
    deletion('accounts', account),
  ]
}
