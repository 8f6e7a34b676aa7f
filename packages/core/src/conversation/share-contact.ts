import { showApplications } from './applications.ts'
import { consentEdit } from './consent-edit.ts'
import { choice, cut, say } from './say.ts'
import type { Person, Scene, Turn } from './turn.ts'

/** To give is asked once more; to take back is one tap. */
export const shareContact = (
  scene: Scene,
  person: Person,
  { verb, applicationId }: { readonly verb: 'share' | 'share-yes' | 'unshare'; readonly applicationId: string },
): Turn => {
  const application = scene.applications.find(({ id }) => id === applicationId)
  if (application === undefined) return showApplications(scene, person)
  const employer = cut(scene.look.job(application.jobId)?.organisationName ?? '-', 60)
  if (verb === 'share') {
    const buttons = [choice(`share-yes.${applicationId}`, 'option.yes'), choice(`app.${applicationId}`, 'option.no')]
    return { replies: [{ kind: 'buttons', body: [say('bot.share', { employer })], buttons }], mode: { kind: 'idle' } }
  }
  const given = verb === 'share-yes'
  const { organisationId } = application
  const body = [say(given ? 'bot.shared' : 'bot.unshared', { employer })]
  const again = given ? [choice(`unshare.${applicationId}`, 'option.share.end')] : []
  const buttons = [
    ...again,
    choice('cmd.applications', 'option.menu.applications'),
    choice('cmd.jobs', 'option.menu.jobs'),
  ]
  return {
    replies: [{ kind: 'buttons', body, buttons }],
    edits: [consentEdit(scene, { personId: person.id, scope: 'share-contact', organisationId, given })],
    mode: { kind: 'idle' },
  }
}
