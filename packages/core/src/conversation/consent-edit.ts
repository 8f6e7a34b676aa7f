import type { DocumentOf } from '../model/collections.ts'
import type { Edit } from './edits.ts'
import type { Scene } from './turn.ts'

/**
 * The version of the consent texts, in the chat and on the web: `bot.ask.consent`, `bot.ask.alerts`, `bot.share`,
 * `web.me.register.consent` and `web.me.alerts.ask`. It goes up with every change of their meaning.
 */
export const consentTextVersion = '2026-11'

/** A yes or no on record, in the words of today. */
export const consentEdit = (
  scene: Pick<Scene, 'id' | 'language'>,
  consent: Pick<DocumentOf<'consents'>, 'personId' | 'scope' | 'organisationId' | 'given'>,
): Extract<Edit, { kind: 'consent' }> => ({
  kind: 'consent',
  consentId: scene.id('consents'),
  textVersion: consentTextVersion,
  language: scene.language,
  ...consent,
})

/** STOP takes the consents of everybody on this phone back: to the service, and to alerts of those who had given it. */
export const stopEdits = (scene: Scene): readonly Edit[] => [{ kind: 'stop' }, ...phoneConsents(scene, false)]

/** START gives again what STOP took back. */
export const startEdits = (scene: Scene): readonly Edit[] => [{ kind: 'start' }, ...phoneConsents(scene, true)]

const phoneConsents = (scene: Scene, given: boolean): readonly Edit[] => [
  ...scene.people.map(({ id }) => consentEdit(scene, { personId: id, scope: 'service', given })),
  ...scene.people
    .filter(({ alerts }) => alerts)
    .map(({ id }) => consentEdit(scene, { personId: id, scope: 'alerts', given })),
]
