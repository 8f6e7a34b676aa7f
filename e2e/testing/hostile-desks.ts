import type { Everyone } from '../../apps/server/src/http/testing/everyone.ts'
import type { HttpWorld } from '../../apps/server/src/http/testing/http-world.ts'
import { idOf } from '../../apps/server/src/http/testing/people.ts'
import { inLines, type Put, type TextOf, testId } from './which-texts.ts'

/** What stands on the desks of the staff: a case of a support agent with its chat, the log, a colleague's name, the settings. */
export const ofStaff = async (world: HttpWorld, everyone: Everyone, textOf: TextOf): Promise<readonly Put[]> => {
  const { store, now: at } = world
  const ids = everyone.idsFor('readCase')
  const { clientId = '' } = everyone.side.ids
  const [taken, api, user] = [
    await store.get('cases', ids.caseId ?? ''),
    await store.get('apiClients', clientId),
    await store.get('users', ids.userId ?? ''),
  ]
  // The support agent of `addEveryone`.
  const agentId = idOf('users', 80)
  if (taken === undefined || api === undefined || user === undefined) throw new Error('the staff are not whole')
  const said = { caseId: taken.doc.id, accountId: taken.doc.accountId, kind: 'text' } as const
  const entry = { log: 'main', actorKind: 'user', actorId: agentId, action: 'settings.change' } as const
  return [
    { op: 'put', collection: 'apiClients', expected: 'absent', doc: { ...api.doc, name: textOf(124) } },
    {
      op: 'put',
      collection: 'cases',
      expected: 'absent',
      doc: {
        ...taken.doc,
        reason: 'distress',
        state: 'taken',
        agentId,
        takenAt: at,
        agentAt: at,
        told: true,
        readAt: at,
      },
    },
    ...inLines(textOf, 48, 60).map(
      (text, index): Put => ({
        op: 'put',
        collection: 'caseMessages',
        expected: 'absent',
        doc: {
          ...said,
          id: testId('caseMessages', 1 + index),
          from: index < 3 ? 'person' : 'note',
          text,
          at: at + index,
        },
      }),
    ),
    {
      op: 'put',
      collection: 'auditEntries',
      expected: 'absent',
      doc: { ...entry, id: 'aud_hostile', seq: 1_000_000, at, subjectId: 'settings', detail: textOf(125), hash: '' },
    },
    { op: 'put', collection: 'users', expected: 'absent', doc: { ...user.doc, name: textOf(126) } },
    {
      op: 'put',
      collection: 'settings',
      expected: 'absent',
      doc: { id: 'main', values: { operatorName: textOf(127), localHelp: textOf(128) }, changedAt: at },
    },
  ]
}
