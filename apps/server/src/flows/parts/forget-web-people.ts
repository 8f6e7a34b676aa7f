import { changesOf } from '@rolecall/core/conversation/changes'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { noted } from '../../audit/note.ts'
import type { FlowDeps } from '../deps.ts'
import { eraseTask } from './erase-task.ts'
import { readOwnChat } from './read-own-chat.ts'
import { sessionDeletions } from './session-deletions.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock'>
type Person = Stored<DocumentOf<'people'>>

const atOnce = 100
const newsKeptMs = 365 * 24 * 60 * 60 * 1000

/**
 * Erases who registered on the web when their time is over and nothing keeps them: no e-mail, no WhatsApp, no application.
 * Who has one of these is not asked about again.
 */
export const forgetWebPeople = async (deps: Deps): Promise<number> => {
  const now = deps.clock.now()
  const range = { below: now }
  const { items } = await deps.store.find('people', { index: 'forget', where: [], range, limit: atOnce })
  let forgotten = 0
  for (const person of items) {
    const isKept = await hasReason(deps, person.doc)
    const changes = isKept ? [kept(person)] : await erasing(deps, person.doc, now)
    const { outcome } = await deps.store.commit(changes)
    if (outcome === 'committed' && !isKept) forgotten += 1
  }
  return forgotten
}

/** News that a year has passed over. */
export const forgetNews = async ({ store, clock }: Deps): Promise<number> => {
  const range = { below: clock.now() - newsKeptMs }
  const { items } = await store.find('news', { index: 'age', where: [], range, limit: 500 })
  const changes = items.map(
    ({ doc, revision }): Change => ({ op: 'delete', collection: 'news', id: doc.id, expected: revision }),
  )
  if (changes.length === 0) return 0
  return (await store.commit(changes)).outcome === 'committed' ? changes.length : 0
}

const hasReason = async ({ store }: Deps, person: DocumentOf<'people'>): Promise<boolean> => {
  if (person.channel !== 'web' || person.emailKey !== undefined) return true
  const applied = await store.find('applications', { index: 'person', where: [person.id], limit: 1 })
  return applied.items.length > 0
}

const kept = ({ doc: { forgetAt: _forgetAt, ...doc }, revision }: Person): Change => ({
  op: 'put',
  collection: 'people',
  doc,
  expected: revision,
})

/** As DELETE in the chat does it. */
const erasing = async (deps: Deps, person: DocumentOf<'people'>, now: number): Promise<readonly Change[]> => {
  const chat = await readOwnChat(deps, person, '')
  if (chat === undefined) return []
  return [
    ...changesOf([{ kind: 'delete-person', personId: person.id }], { ...chat.context, now }),
    ...(await sessionDeletions(deps, person.id)),
    eraseTask({ personId: person.id, accountId: person.accountId, at: now }),
    noted({
      at: now,
      actorKind: 'system',
      actorId: 'forget-old',
      action: 'person.erase',
      subjectId: person.id,
      detail: 'nothing-keeps',
    }),
  ]
}
