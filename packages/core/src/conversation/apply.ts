import type { Constraint, Explanation } from '@rolecall/contract/explanation'
import { missedMusts } from '@rolecall/contract/reasons'
import { askAlerts } from './alerts.ts'
import { notText } from './answer.ts'
import { heldProfile } from './held.ts'
import { showJob } from './job-detail.ts'
import { showJobs } from './job-list.ts'
import { answerBy, closedPhrase, dayAt, reasonPhrase } from './job-phrases.ts'
import type { JobView } from './look.ts'
import { miss } from './miss.ts'
import type { Phrase, Reply } from './reply.ts'
import { choice, cut, say, textReply } from './say.ts'
import type { Mode } from './state.ts'
import { afterTurn, chosen, type Person, type Scene, type Turn, withEdits } from './turn.ts'

type Of<K extends Mode['kind']> = Extract<Mode, { kind: K }>

/** Starts an application: refuses what cannot be applied to, warns of what is missed, then asks the job's questions. */
export const startApplying = (scene: Scene, person: Person, jobId: string): Turn => {
  const job = scene.look.job(jobId)
  const explanation = scene.look.explain(person.profile, jobId)
  const closed = job === undefined ? undefined : closedPhrase(job, scene.now)
  const isDone = scene.applications.some((application) => application.jobId === jobId)
  if (job === undefined || closed !== undefined || isDone) return showJob(scene, person, jobId)
  if (explanation === undefined) return showJobs(scene, person, { page: 0, before: [say('bot.job.gone')] })
  if (missedMusts(explanation).length > 0) return { mode: { kind: 'warned', jobId }, set: { jobId } }
  return askScreening(scene, person, { kind: 'screening', jobId, answers: [] })
}

/** Names the requirement, not the person; Apply stays. Undefined where nothing has to be warned of any more. */
export const warn = (scene: Scene, person: Person, jobId: string, before: readonly Phrase[]): Reply | undefined => {
  const missed = missedOf(scene, person, jobId)
  const [first] = missed
  if (first === undefined) return undefined
  const canSay = missed.length === 1 && heldProfile(person.profile, first) !== undefined
  const body = [...before, ...missed.slice(0, 3).map(reasonPhrase), say('bot.warn')]
  const buttons = [
    ...(canSay ? [choice(`have.${jobId}`, 'option.job.have')] : []),
    choice(`sure.${jobId}`, 'option.job.apply'),
    choice(`hide.${jobId}`, 'option.job.hide'),
  ]
  return { kind: 'buttons', body, buttons }
}

const missedOf = (scene: Scene, person: Person, jobId: string): readonly Constraint[] => {
  const explanation = scene.look.explain(person.profile, jobId)
  return explanation === undefined ? [] : missedMusts(explanation)
}

/** `I have it`: the profile says so from now on, and the application goes on. */
export const sayHeld = (scene: Scene, person: Person, jobId: string): Turn => {
  const [first] = missedOf(scene, person, jobId)
  const profile = first === undefined ? undefined : heldProfile(person.profile, first)
  if (profile === undefined) return startApplying(scene, person, jobId)
  const edits = [{ kind: 'update-person', personId: person.id, profile } as const]
  const after = afterTurn(scene, { edits })
  return withEdits(edits, startApplying(after, after.person ?? person, jobId))
}

/** The next screening question, or the application where all are answered. */
export const askScreening = (scene: Scene, person: Person, mode: Of<'screening'>): Turn => {
  const job = scene.look.job(mode.jobId)
  const explanation = scene.look.explain(person.profile, mode.jobId)
  if (job === undefined || explanation === undefined || closedPhrase(job, scene.now) !== undefined)
    return showJob(scene, person, mode.jobId)
  return mode.answers.length < job.posting.questions.length
    ? { mode }
    : apply(scene, person, { job, explanation, mode })
}

/** The question that stands: in the employer's words, so in their language. */
export const screeningReply = (
  scene: Scene,
  { jobId, answers }: Of<'screening'>,
  before: readonly Phrase[],
): Reply | undefined => {
  const job = scene.look.job(jobId)
  const question = job?.posting.questions[answers.length]
  if (job === undefined || question === undefined) return undefined
  const position = { n: answers.length + 1, total: job.posting.questions.length, employer: job.organisationName }
  const body = [...before, say('bot.screening', { ...position, question: question.text })]
  if (question.answer === 'text') return textReply(...body)
  const buttons = [choice(`screen.${question.id}.yes`, 'option.yes'), choice(`screen.${question.id}.no`, 'option.no')]
  return { kind: 'buttons', body, buttons }
}

export const takeScreening = (scene: Scene, person: Person, mode: Of<'screening'>): Turn => {
  const question = scene.look.job(mode.jobId)?.posting.questions[mode.answers.length]
  if (question === undefined) return askScreening(scene, person, mode)
  const { event, readings } = scene
  if (readings.oldTap !== undefined) return {}
  if (event.kind !== 'text' && event.kind !== 'tap') return miss(scene, notText(event))
  const answer = question.answer === 'text' ? readings.text.trim().slice(0, 500) : yesOrNo(chosen(scene))
  if (answer === undefined || answer === '') return miss(scene, say('bot.again.screening'))
  const given = { questionId: question.id, question: question.text, answer }
  return askScreening(scene, person, { ...mode, answers: [...mode.answers, given] })
}

const yesOrNo = (id: string | undefined): 'yes' | 'no' | undefined => {
  if (!id?.startsWith('screen.')) return undefined
  return id.endsWith('.yes') ? 'yes' : 'no'
}

const apply = (
  scene: Scene,
  person: Person,
  { job, explanation, mode }: { job: JobView; explanation: Explanation; mode: Of<'screening'> },
): Turn => {
  const by = answerBy(job, scene.now)
  const { link } = scene.state
  const tagged = link?.code === job.code ? link : undefined
  const edit = {
    kind: 'apply',
    applicationId: scene.id('applications'),
    personId: person.id,
    jobId: job.id,
    organisationId: job.organisationId,
    answers: mode.answers,
    explanation,
    answerBy: by,
    ...(tagged === undefined ? {} : { source: tagged.source }),
  } as const
  const values = { title: cut(job.posting.title, 60), employer: cut(job.organisationName, 60), date: dayAt(by, job) }
  const buttons = [choice('cmd.jobs', 'option.jobs.more'), choice('cmd.applications', 'option.menu.applications')]
  const done: Reply = { kind: 'buttons', body: [say('bot.applied', values)], buttons }
  const set = { jobId: job.id, ...(tagged === undefined ? {} : { link: undefined }) }
  const turn: Turn = { replies: [done], edits: [edit], mode: { kind: 'idle' }, set }
  return scene.state.alertsAsked ? turn : { ...turn, ...askAlerts(scene, turn) }
}
