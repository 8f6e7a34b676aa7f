import type { Constraint, Explanation } from '@rolecall/contract/explanation'
import { reasonsOf } from '@rolecall/contract/reasons'
import { showJobs } from './job-list.ts'
import {
  answerBy,
  changePhrase,
  closedPhrase,
  dayAt,
  distancePhrase,
  payPhrase,
  reasonPhrase,
  tiltPhrase,
  timesPhrase,
} from './job-phrases.ts'
import type { JobView } from './look.ts'
import type { Phrase, PhraseValue, Reply } from './reply.ts'
import { choice, inside, lines, say, together } from './say.ts'
import type { Person, Scene, Turn } from './turn.ts'

/** A job with its reasons and what can be done about it; one that ended says so and other jobs are shown. */
export const showJob = (scene: Scene, person: Person, jobId: string, before: readonly Phrase[] = []): Turn => {
  const job = scene.look.job(jobId)
  if (job === undefined || job.state === 'draft')
    return showJobs(scene, person, { page: 0, before: [...before, say('bot.job.gone')] })
  const closed = closedPhrase(job, scene.now)
  if (closed !== undefined) return showJobs(scene, person, { page: 0, before: [...before, closed] })
  const explanation = scene.look.explain(person.profile, jobId)
  const reply: Reply = {
    kind: 'buttons',
    body: [...before, ...detail(scene, job, explanation)],
    buttons: actions(scene, job),
  }
  return { replies: [reply], mode: { kind: 'idle' }, set: { jobId } }
}

const detail = (scene: Scene, job: JobView, explanation: Explanation | undefined): readonly Phrase[] => [
  say('bot.job.head', { title: job.posting.title, employer: job.organisationName }),
  say('bot.job.facts', {
    pay: inside(payPhrase(job)),
    place: job.posting.place.label,
    distance: inside(distancePhrase(job, explanation)),
    times: inside(timesPhrase(job)),
    start: inside(startPhrase(job)),
  }),
  ...(explanation === undefined ? [] : fitPhrases(explanation)),
  applied(scene, job) ?? say('bot.job.answer-by', { date: dayAt(answerBy(job, scene.now), job) }),
  say('bot.job.report'),
]

const applied = ({ applications }: Scene, job: JobView): Phrase | undefined =>
  applications.some(({ jobId }) => jobId === job.id) ? say('bot.job.applied') : undefined

const startPhrase = ({ posting }: JobView): Phrase => {
  if (posting.startsOn === undefined) return say('bot.job.start-soon')
  const at = Date.parse(`${posting.startsOn}T12:00:00Z`)
  const date: PhraseValue = { type: 'time', at, timeZone: 'UTC', show: 'date' }
  return say('bot.value', { value: date })
}

/** What fits in a word each, what to check in a sentence; the whole of it is a WHY away. */
const fitPhrases = (explanation: Explanation): readonly Phrase[] => {
  const reasons = reasonsOf(explanation)
  const met = [...new Set(reasons.filter(({ verdict }) => verdict === 'met').map(({ kind }) => kind))]
  const check = reasons.filter(({ verdict, must }) => verdict !== 'met' && must).slice(0, 2)
  return [
    ...(met.length === 0
      ? []
      : [say('bot.job.fits', { what: together(met.map((kind) => say(`option.kind.${kind}`))) })]),
    ...(check.length === 0 ? [] : [say('bot.job.to-check', { checks: inside(lines(check.map(checkLine))) })]),
  ]
}

const checkLine = (constraint: Constraint): Phrase => say('bot.job.check', { reason: inside(reasonPhrase(constraint)) })

const actions = (scene: Scene, job: JobView) =>
  applied(scene, job) === undefined
    ? [
        choice(`apply.${job.id}`, 'option.job.apply'),
        choice(`save.${job.id}`, 'option.job.save'),
        choice(`hide.${job.id}`, 'option.job.hide'),
      ]
    : [choice('cmd.applications', 'option.menu.applications'), choice('cmd.jobs', 'option.menu.jobs')]

/** All reasons for the job that was seen last, in the order that the employer reads too. */
export const showWhy = (scene: Scene, person: Person): Turn => {
  const jobId = scene.state.jobId
  const job = jobId === undefined ? undefined : scene.look.job(jobId)
  const explanation = jobId === undefined ? undefined : scene.look.explain(person.profile, jobId)
  if (job === undefined || explanation === undefined)
    return showJobs(scene, person, { page: 0, before: [say('bot.why.none')] })
  const tilt = tiltPhrase(explanation)
  const body = [
    say('bot.why.head', { title: job.posting.title, employer: job.organisationName }),
    lines(reasonsOf(explanation).map((constraint) => whyLine(constraint, applied(scene, job) === undefined))),
    ...(tilt === undefined ? [] : [tilt]),
    say('bot.why.same'),
  ]
  const isOver = closedPhrase(job, scene.now) !== undefined
  const buttons = isOver ? [choice('cmd.jobs', 'option.menu.jobs')] : actions(scene, job)
  return { replies: [{ kind: 'buttons', body, buttons }], mode: { kind: 'idle' } }
}

/** What would help is told while one can still apply. */
const whyLine = (constraint: Constraint, mayApply: boolean): Phrase => {
  const reason = inside(reasonPhrase(constraint))
  const change = changePhrase(constraint)
  if (change === undefined) return say('bot.why.met', { reason })
  return mayApply ? say('bot.why.check', { reason, change: inside(change) }) : say('bot.job.check', { reason })
}

/** Keeps a job for later, or puts it away for good. */
export const keepOrHide = (scene: Scene, person: Person, jobId: string, kind: 'save-job' | 'hide-job'): Turn => {
  const edits = [{ kind, personId: person.id, jobId } as const]
  if (kind === 'save-job') {
    const buttons = [choice(`apply.${jobId}`, 'option.job.apply'), choice('cmd.jobs', 'option.menu.jobs')]
    return { replies: [{ kind: 'buttons', body: [say('bot.job.saved')], buttons }], edits, mode: { kind: 'idle' } }
  }
  const hidden = { id: `${person.id}:${jobId}`, personId: person.id, jobId, saved: false, hidden: true, at: scene.now }
  const after = { ...scene, interests: [...scene.interests, hidden] }
  const turn = showJobs(after, person, { page: 0, before: [say('bot.job.hidden')] })
  return { ...turn, edits: [...edits, ...(turn.edits ?? [])] }
}
