import { consentEdit } from '@rolecall/core/conversation/consent-edit'
import { consentOf } from '@rolecall/core/conversation/edit-documents'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { makeId } from '@rolecall/core/model/ids'
import type { Chance } from './random.ts'

/** From the yes to the service to the question of alerts, which follows the first list. Milliseconds. */
const questionsMs = 5 * 60_000

/** What a person of the demo said to the two questions that every registration in the chat puts on record. */
export const demoConsents = (
  chance: Chance,
  { id: personId, language, alerts, createdAt }: DocumentOf<'people'>,
): readonly DocumentOf<'consents'>[] => {
  const scene = { id: () => makeId('consents', chance.bytes(16)), language }
  return [
    consentOf(consentEdit(scene, { personId, scope: 'service', given: true }), { now: createdAt }),
    consentOf(consentEdit(scene, { personId, scope: 'alerts', given: alerts }), { now: createdAt + questionsMs }),
  ]
}
