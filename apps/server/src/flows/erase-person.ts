import { caseLanes } from '@rolecall/core/case-tasks'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { everyOne, everyPage } from '../every-page.ts'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { deleteRows, deletion } from './parts/delete-rows.ts'
import { erasedOf } from './parts/erase-task.ts'
import { forgetInLists } from './parts/forget-in-lists.ts'
import { forgetMessages } from './parts/forget-messages.ts'
import { finish } from './parts/task-documents.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock' | 'files' | 'log'>

const lookAgainMs = 5_000

/**
 * What is left of a person whose profile and data key are destroyed: lists, what they saved, consents, cases, attempts to sign
 * in, and, where nobody else uses the phone and they did not begin anew, the account itself with its chat, messages, files and
 * data key. The goodbye is let out first. Cut off at any point it runs again.
 */
export const erasePerson = async (deps: Deps, task: Task, lease: TaskLease): Promise<TaskResult> => {
  const { personId, accountId, at } = erasedOf(task.doc)
  await deleteOwnRows(deps, personId)
  await forgetInLists(deps, personId)
  await forgetMessages(deps, personId)
  const account = await deps.store.get('accounts', accountId)
  if (account === undefined) return finish(deps, task, lease, [])
  const messages = await everyOne(deps, 'outbox', { index: 'account', where: [accountId] })
  const alone = account.doc.personIds.length === 0 && account.doc.lastInboundAt <= at
  const isTheirs = ({ doc }: Stored<{ readonly personId?: string | undefined }>) => alone || doc.personId === personId
  const own = messages.filter(isTheirs)
  const now = deps.clock.now()
  if (own.some(({ doc }) => isOnItsWay(doc, now)))
    return { result: 'retry', at: now + lookAgainMs, error: 'the goodbye is on its way', counts: false }
  await deleteRows(deps, 'outbox', own)
  const signIns = await everyOne(deps, 'webSignIns', { index: 'account', where: [accountId] })
  await deleteRows(deps, 'webSignIns', signIns.filter(isTheirs))
  const cases = (await everyOne(deps, 'cases', { index: 'account', where: [accountId] })).filter(isTheirs)
  for (const { doc } of cases) {
    for await (const said of everyPage(deps, 'caseMessages', { index: 'case', where: [doc.id] }))
      await deleteRows(deps, 'caseMessages', said)
    for (const lane of caseLanes(doc.id))
      await deleteRows(deps, 'tasks', await everyOne(deps, 'tasks', { index: 'lane', where: [lane] }))
  }
  await deleteRows(deps, 'cases', cases)
  return finish(deps, task, lease, alone ? await accountChanges(deps, account) : [])
}

/** The goodbye is let out; what waits for later (the morning, say) and what an employer wrote are not sent any more. */
const isOnItsWay = ({ state, dueAt, messageId }: DocumentOf<'outbox'>, now: number): boolean =>
  state === 'sending' || (state === 'queued' && dueAt <= now && messageId === undefined)

/** Rows that name the person and are sealed by no key. */
const deleteOwnRows = async (deps: Deps, personId: string): Promise<void> => {
  for await (const lists of everyPage(deps, 'matchLists', { index: 'subject', where: [personId] }))
    await deleteRows(deps, 'matchLists', lists)
  for (const collection of ['interests', 'consents', 'news'] as const)
    for await (const rows of everyPage(deps, collection, { index: 'person', where: [personId] }))
      await deleteRows(deps, collection, rows)
  // Links in mails to the person, and attempts to join a WhatsApp account to them.
  await deleteRows(deps, 'links', await everyOne(deps, 'links', { index: 'subject', where: [personId] }))
  await deleteRows(deps, 'webSignIns', await everyOne(deps, 'webSignIns', { index: 'joins', where: [personId] }))
}

/** The account, its chats and its data key go in one commit, after the files and the rows that name them. */
const accountChanges = async (deps: Deps, account: Stored<DocumentOf<'accounts'>>): Promise<readonly Change[]> => {
  const { id } = account.doc
  for await (const media of everyPage(deps, 'media', { index: 'account', where: [id] })) {
    for (const { doc } of media) if (doc.fileKey !== undefined) await deps.files.delete(doc.fileKey)
    await deleteRows(deps, 'media', media)
  }
  const chats = await deps.store.find('conversations', { index: 'account', where: [id], limit: 100 })
  const key = await deps.store.get('dataKeys', id)
  return [
    ...chats.items.map((chat) => deletion('conversations', chat)),
    ...(key === undefined ? [] : [deletion('dataKeys', key)]),
    deletion('accounts', account),
  ]
}
