import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import type { FlowDeps } from '../deps.ts'

/** The person told WhatsApp, not us, that they want no more marketing: the same as telling us. */
export const alertsOff = async (deps: FlowDeps, account: DocumentOf<'accounts'>): Promise<readonly Change[]> => {
  const people = await deps.store.getMany('people', account.personIds)
  const now = deps.clock.now()
  return people.flatMap(({ doc, revision }): Change[] => [
    { op: 'put', collection: 'people', doc: { ...doc, alerts: false, updatedAt: now }, expected: revision },
    {
      op: 'put',
      collection: 'consents',
      expected: 'absent',
      doc: {
        id: deps.makeId('consents'),
        personId: doc.id,
        scope: 'alerts',
        given: false,
        textVersion: 'whatsapp-preference',
        language: doc.language,
        channel: 'whatsapp',
        at: now,
      },
    },
  ])
}
