import { blockOf } from '../messages/thread.ts'
import { choice, say } from './say.ts'
import type { Person, Scene, Turn } from './turn.ts'
import { namesOf } from './writing.ts'

/** The employer of an application can write no more, about whatever job; it can be undone here and in the application's view. */
export const blockEmployer = (scene: Scene, person: Person, applicationId: string): Turn =>
  turn(scene, person, { applicationId, active: true })

export const unblockEmployer = (scene: Scene, person: Person, applicationId: string): Turn =>
  turn(scene, person, { applicationId, active: false })

const turn = (
  scene: Scene,
  person: Person,
  { applicationId, active }: { readonly applicationId: string; readonly active: boolean },
): Turn => {
  const application = scene.applications.find(({ id, personId }) => id === applicationId && personId === person.id)
  if (application === undefined) return { before: [say('bot.writing.gone')], mode: { kind: 'idle' } }
  const { organisationId } = application
  const block = blockOf({ personId: person.id, organisationId, by: 'person' }, { active, at: scene.now })
  const names = namesOf(scene, application)
  const [body, buttons] = active
    ? [
        say('bot.relay.blocked', names),
        [
          choice(`unblock.${applicationId}`, 'option.relay.unblock'),
          choice(`report.${applicationId}`, 'option.relay.report'),
        ],
      ]
    : [say('bot.relay.unblocked', names), [choice(`reply.${applicationId}`, 'option.relay.write')]]
  return {
    replies: [{ kind: 'buttons', body: [body], buttons: [...buttons, choice('cmd.menu', 'option.menu')] }],
    edits: [{ kind: 'block', block }],
    mode: { kind: 'idle' },
  }
}
