import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { erasingChanges } from '../erasing.ts'
import type { RetentionDeps } from './rule.ts'

type Person = Stored<DocumentOf<'people'>>

const atOnce = 100

/**
 * Erases who registered on the web when their time is over and nothing keeps them: no e-mail, no WhatsApp, no passkey, no application.
 * Who has one of these is not asked about again.
 */
export const forgetWebPeople = async (deps: RetentionDeps, now: number): Promise<number> => {
  const range = { below: now }
  const { items } = await deps.store.find('people', { index: 'forget', where: [], range, limit: atOnce })
  let forgotten = 0
  for (const person of items) {
    const isKept = await hasReason(deps, person.doc)
    const changes = isKept ? [kept(person)] : await erasing(deps, person.doc)
    const { outcome } = await deps.store.commit(changes)
    if (outcome === 'committed' && !isKept) forgotten += 1
  }
  return forgotten
}

const hasReason = async ({ store }: RetentionDeps, person: DocumentOf<'people'>): Promise<boolean> => {
  if (person.channel !== 'web' || person.emailKey !== undefined) return true
  const [applied, passkeys] = await Promise.all([
    store.find('applications', { index: 'person', where: [person.id], limit: 1 }),
    store.find('passkeys', { index: 'subject', where: [person.id], limit: 1 }),
  ])
  return applied.items.length + passkeys.items.length > 0
}

const kept = ({ doc: { forgetAt: _forgetAt, ...doc }, revision }: Person): Change => ({
  op: 'put',
  collection: 'people',
  doc,
  expected: revision,
})

const erasing = async (deps: RetentionDeps, person: DocumentOf<'people'>): Promise<readonly Change[]> => {
  const { phoneNumberId } = deps.config.whatsapp
  return (await erasingChanges(deps, { person, phoneNumberId, by: 'system' })) ?? []
}
