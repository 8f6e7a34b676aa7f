import { changesOf } from '@rolecall/core/conversation/changes'
import { newState, readState } from '@rolecall/core/conversation/state'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { noted } from '../../audit/note.ts'
import { everyOne } from '../../every-page.ts'
import type { FlowDeps } from '../deps.ts'
import { deletion } from './delete-rows.ts'
import { eraseTasks } from './erase-task.ts'
import { forgetMessages } from './forget-messages.ts'
import { readOwnChat } from './read-own-chat.ts'
import { sessionDeletions } from './session-deletions.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock'>
type Erasing = {
  readonly person: Pick<DocumentOf<'people'>, 'id' | 'accountId'>
  readonly phoneNumberId: string
  /** Who wants it: the person, or the rule about long silence. */
  readonly by: 'person' | 'system'
}

/**
 * The one commit that erases a person, wherever they asked for it but in the chat: their rows, their data key, their sessions
 * and links, the place where their chat stands, the rest as a task, and the note of it. Undefined where they are gone.
 */
export const erasingChanges = async (
  deps: Deps,
  { person, phoneNumberId, by }: Erasing,
): Promise<readonly Change[] | undefined> => {
  const chat = await readOwnChat(deps, person, phoneNumberId)
  if (chat?.active === undefined) return undefined
  const now = deps.clock.now()
  const context = { ...chat.context, ...leftToTheTask, now }
  const wasTheirs = chat.context.account.doc.activePersonId === person.id
  return [
    ...changesOf([{ kind: 'delete-person', personId: person.id }], context),
    ...(wasTheirs ? await chatsAnew(deps, person.accountId) : []),
    ...(await restOfErasing(deps, { personId: person.id, accountId: person.accountId, by })),
  ]
}

/** What can be found again without the data key is deleted by the task: it may be more than one commit takes. */
export const leftToTheTask = { interests: [], consents: [] } as const

/**
 * What belongs into the commit that erases a person, beside the rows of the chat: their data key before all. What only that
 * key can read is deleted before.
 */
export const restOfErasing = async (
  deps: Deps,
  erased: { readonly personId: string; readonly accountId: string; readonly by: Erasing['by'] },
): Promise<readonly Change[]> => {
  const { personId, accountId, by } = erased
  const at = deps.clock.now()
  await forgetMessages(deps, personId)
  const [dataKeys, sessions, links, alerts] = await Promise.all([
    deps.store.getMany('dataKeys', [personId]),
    sessionDeletions(deps, personId),
    everyOne(deps, 'links', { index: 'subject', where: [personId] }),
    everyOne(deps, 'tasks', { index: 'lane', where: [`alert:${personId}`] }),
  ])
  return [
    ...dataKeys.map((key) => deletion('dataKeys', key)),
    ...sessions,
    ...links.map((link) => deletion('links', link)),
    ...alerts.map((task) => deletion('tasks', task)),
    ...eraseTasks({ personId, accountId, at }),
    noted({
      at,
      actorKind: by,
      actorId: by === 'person' ? personId : 'retention',
      action: 'person.erase',
      subjectId: personId,
    }),
  ]
}

/** Whoever writes next on this phone is met anew: a question that stood may hold what the person had answered. */
const chatsAnew = async ({ store, clock }: Deps, accountId: string): Promise<readonly Change[]> => {
  const now = clock.now()
  const { items } = await store.find('conversations', { index: 'account', where: [accountId], limit: 100 })
  return items.map(({ doc, revision }) => {
    const { language } = readState(doc.state, now)
    const state = { ...newState(now), ...(language === undefined ? {} : { language }) }
    return { op: 'put', collection: 'conversations', doc: { ...doc, state, updatedAt: now }, expected: revision }
  })
}
