import type { Edit } from './edits.ts'
import type { Scene } from './turn.ts'

/**
 * The version of the consent texts: `bot.ask.consent` and `bot.ask.alerts`, and what says the same on pages,
 * `web.me.register.consent` and `web.me.alerts.ask`. It goes up with every change of their meaning.
 */
export const consentTextVersion = '2026-11'

/** A yes or no on record, in the words of today. */
export const consentEdit = (
  scene: Scene,
  consent: { readonly personId: string; readonly scope: 'service' | 'alerts'; readonly given: boolean },
): Edit => ({
  kind: 'consent',
  consentId: scene.id('consents'),
  textVersion: consentTextVersion,
  language: scene.language,
  ...consent,
})
