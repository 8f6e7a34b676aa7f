import { setAlerts } from './alerts.ts'
import { showApplication } from './applications.ts'
import { askScreening, sayHeld, startApplying } from './apply.ts'
import { blockEmployer, unblockEmployer } from './blocking.ts'
import { changeLevel, showHeld, takeBackHeld } from './change-held.ts'
import { keepOrHide, showJob } from './job-detail.ts'
import { showJobs } from './job-list.ts'
import { changeField } from './profile-answers.ts'
import { reportEmployer } from './reporting.ts'
import { shareContact } from './share-contact.ts'
import type { Person, Scene, Turn } from './turn.ts'
import { startWriting } from './writing.ts'

/**
 * What a tap does that carries its own meaning (`job.<id>`, `apply.<id>`), whenever it was offered; undefined for one that
 * belongs to a question.
 */
export const act = (scene: Scene, person: Person, tapped: string): Turn | undefined => {
  const [verb = '', ...rest] = tapped.split('.')
  const what = rest.join('.')
  switch (verb) {
    case 'job':
      return showJob(scene, person, what)
    case 'jobs':
      return showJobs(scene, person, { page: pageOf(what), before: [] })
    case 'apply':
      return startApplying(scene, person, what)
    case 'have':
      return sayHeld(scene, person, what)
    case 'sure':
      return askScreening(scene, person, { kind: 'screening', jobId: what, answers: [] })
    case 'save':
    case 'hide':
      return scene.look.job(what) === undefined
        ? showJob(scene, person, what)
        : keepOrHide(scene, person, what, `${verb}-job`)
    case 'app':
      return showApplication(scene, person, what)
    case 'withdraw':
      return { mode: { kind: 'withdrawing', applicationId: what } }
    case 'share':
    case 'share-yes':
    case 'unshare':
      return shareContact(scene, person, { verb, applicationId: what })
    case 'reply':
      return startWriting(scene, person, what)
    case 'block':
      return blockEmployer(scene, person, what)
    case 'unblock':
      return unblockEmployer(scene, person, what)
    case 'report':
      return reportEmployer(scene, what)
    case 'field':
      return changeField(what)
    case 'held':
      return showHeld(person, what)
    case 'unheld':
      return takeBackHeld(scene, person, what)
    case 'level':
      return changeLevel(scene, person, what)
    case 'alerts':
      return setAlerts(scene, person, what === 'yes')
    default:
      return undefined
  }
}

const pageOf = (what: string): number => {
  const page = Number(what.replace('page.', ''))
  return Number.isInteger(page) && page > 0 && page < 1000 ? page : 0
}
