import { consentEdit, startEdits } from './consent-edit.ts'
import type { Reply } from './reply.ts'
import { choice, say } from './say.ts'
import type { Person, Scene, Turn } from './turn.ts'

/**
 * Adds the question whether new jobs may be told of: once, apart from the consent to the service. It follows a list as a
 * message of its own, and joins any other.
 */
export const askAlerts = (scene: Scene, turn: Turn): Turn => {
  const replies = turn.replies ?? []
  const last = replies.at(-1)
  const isJoined = last !== undefined && last.kind !== 'list'
  const question: Reply = {
    kind: 'buttons',
    body: [...(isJoined ? last.body : []), say('bot.ask.alerts', { operator: scene.operator.name })],
    buttons: [choice('alerts.yes', 'option.yes'), choice('alerts.no', 'option.no')],
  }
  return {
    ...turn,
    replies: [...(isJoined ? replies.slice(0, -1) : replies), question],
    set: { ...turn.set, alertsAsked: true },
  }
}

/** Alerts on or off, with the consent on record. */
export const setAlerts = (scene: Scene, person: Person, given: boolean): Turn => ({
  edits: [
    // Whoever asks for alerts after STOP wants them again.
    ...(given && scene.account.state === 'stopped' ? startEdits(scene) : []),
    { kind: 'update-person', personId: person.id, alerts: given },
    consentEdit(scene, { personId: person.id, scope: 'alerts', given }),
  ],
  replies: [
    {
      kind: 'buttons',
      body: [say(given ? 'bot.alerts.on' : 'bot.alerts.off')],
      buttons: [choice('cmd.jobs', 'option.menu.jobs'), choice('cmd.menu', 'option.menu')],
    },
  ],
  mode: { kind: 'idle' },
  set: { alertsAsked: true },
})
