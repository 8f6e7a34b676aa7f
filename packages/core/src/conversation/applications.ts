import type { ApplicationState } from '@rolecall/contract/application'
import { isFinal } from '../application-life.ts'
import { sharesContact } from '../consents.ts'
import { dayAt, rowDescription } from './job-phrases.ts'
import type { JobLook, JobView } from './look.ts'
import type { Choice, ListRow, Phrase, Reply } from './reply.ts'
import { choice, inside, say } from './say.ts'
import { chosen, type Person, type Scene, type Turn } from './turn.ts'
import { stateOf } from './writing.ts'

/** What the person applied to, newest first, with what comes next; then what they saved. */
export const showApplications = (scene: Scene, person: Person): Turn => {
  const applied = [...scene.applications]
    .sort((a, b) => b.createdAt - a.createdAt)
    .map((application) => rowOf(scene, application))
  const saved = savedRows(scene, person)
  const mode = { kind: 'idle' } as const
  if (applied.length + saved.length === 0) {
    const buttons = [choice('cmd.jobs', 'option.menu.jobs'), choice('cmd.menu', 'option.menu')]
    return { replies: [{ kind: 'buttons', body: [say('bot.applications.none')], buttons }], mode }
  }
  const shown = applied.slice(0, saved.length === 0 ? 10 : 7)
  const sections = [
    { title: say('option.applications.applied'), rows: shown },
    { title: say('option.applications.saved'), rows: saved.slice(0, 10 - shown.length) },
  ].filter(({ rows }) => rows.length > 0)
  const body = [say('bot.applications', { count: applied.length })]
  return { replies: [{ kind: 'list', body, button: say('option.list.open'), sections }], mode }
}

type Application = Scene['applications'][number]

const rowOf = ({ look }: Scene, application: Application): ListRow => ({
  id: `app.${application.id}`,
  title: { plain: look.job(application.jobId)?.posting.title ?? '-' },
  description: say('bot.applications.row', {
    state: inside(say(`option.state.${application.state}`)),
    employer: look.job(application.jobId)?.organisationName ?? '-',
  }),
})

const savedRows = (scene: Scene, person: Person): readonly ListRow[] =>
  savedJobs(scene, person).map(({ job, row }) => ({
    id: `job.${job.id}`,
    title: { plain: job.posting.title },
    description: row,
  }))

/** What the person saved and did not apply to, with what a list says of it. */
export const savedJobs = (
  { interests, applications, look }: Pick<Scene, 'interests' | 'applications'> & { readonly look: JobLook },
  person: Person,
): readonly { readonly job: JobView; readonly row: Phrase }[] =>
  interests
    .filter(
      ({ saved, hidden, jobId, personId }) =>
        saved && !hidden && personId === person.id && !applications.some((one) => one.jobId === jobId),
    )
    .flatMap(({ jobId }) => {
      const job = look.job(jobId)
      return job === undefined ? [] : [{ job, row: rowDescription(job, look.explain(person.profile, jobId)) }]
    })

/** One application: its state and what comes next. */
export const showApplication = (scene: Scene, person: Person, applicationId: string): Turn => {
  const application = scene.applications.find(({ id }) => id === applicationId)
  if (application === undefined) return showApplications(scene, person)
  const body = stateSentences(scene, application)
  const buttons = [
    ...writingButtons(scene, application),
    ...(isFinal(application.state) ? [] : [choice(`withdraw.${applicationId}`, 'option.withdraw')]),
    shareChoice(scene, application),
    choice('cmd.why', 'option.menu.why'),
    choice('cmd.jobs', 'option.menu.jobs'),
  ].slice(0, 3)
  return { replies: [{ kind: 'buttons', body, buttons }], mode: { kind: 'idle' }, set: { jobId: application.jobId } }
}

/** The button by which the number is shared with the employer of an application, or is not any more. */
export const shareChoice = ({ consents }: Scene, { id, organisationId }: Application): Choice =>
  sharesContact(consents, organisationId)
    ? choice(`unshare.${id}`, 'option.share.end')
    : choice(`share.${id}`, 'option.share')

/** Writing to the employer, or taking their messages again. */
const writingButtons = (scene: Scene, application: Application) => {
  const state = stateOf(scene, application)
  if (state === 'blocked-by-person') return [choice(`unblock.${application.id}`, 'option.relay.unblock')]
  return state === 'open' ? [choice(`reply.${application.id}`, 'option.relay.write')] : []
}

const stateSentences = ({ look }: Scene, application: Application): readonly Phrase[] => {
  const job = look.job(application.jobId)
  if (job === undefined)
    return [say('bot.application.gone', { state: inside(say(`option.state.${application.state}`)) })]
  const head = say('bot.application', {
    title: job.posting.title,
    employer: job.organisationName,
    state: inside(say(`option.state.${application.state}`)),
  })
  const step = nextStepOf(application)
  const next =
    step === 'ended'
      ? say('bot.application.ended')
      : say(`bot.application.next.${step}`, { date: dayAt(application.answerBy, job) })
  return [head, next]
}

/** What there is to say of what comes next: its state, or that it ended with its job. */
export const nextStepOf = ({ state, history }: Pick<Application, 'state' | 'history'>): ApplicationState | 'ended' =>
  history.at(-1)?.reason === 'job-ended' ? 'ended' : state

export const askToWithdraw = (scene: Scene, applicationId: string, before: readonly Phrase[]): Reply | undefined => {
  const application = scene.applications.find(({ id }) => id === applicationId)
  if (application === undefined || isFinal(application.state)) return undefined
  const title = scene.look.job(application.jobId)?.posting.title ?? '-'
  const buttons = [choice('withdrawing.yes', 'option.yes'), choice('withdrawing.no', 'option.no')]
  return { kind: 'buttons', body: [...before, say('bot.withdraw', { title })], buttons }
}

export const settleWithdrawing = (scene: Scene, person: Person, applicationId: string): Turn | undefined => {
  switch (chosen(scene)) {
    case 'withdrawing.yes': {
      const buttons = [choice('cmd.jobs', 'option.menu.jobs'), choice('cmd.applications', 'option.menu.applications')]
      return {
        edits: [{ kind: 'withdraw', applicationId }],
        replies: [{ kind: 'buttons', body: [say('bot.withdrawn')], buttons }],
        mode: { kind: 'idle' },
      }
    }
    case 'withdrawing.no':
      return showApplication(scene, person, applicationId)
    default:
      return undefined
  }
}
