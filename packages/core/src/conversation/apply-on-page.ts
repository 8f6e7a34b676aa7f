import { askScreening, sayHeld, startApplying, warn } from './apply.ts'
import { type OwnScene, sceneOf } from './change-answer.ts'
import type { Edit } from './edits.ts'
import type { JobView } from './look.ts'
import type { Phrase } from './reply.ts'
import type { Scene, Turn } from './turn.ts'

type Question = JobView['posting']['questions'][number]

/**
 * What stands before an application on a page. `warnings`: musts that are missed; `canSayHeld`: they are one that the person
 * may say they have. `over`: it cannot be applied to, or was; `said` says why.
 */
export type Applying =
  | {
      readonly step: 'open'
      readonly job: JobView
      readonly questions: readonly Question[]
      readonly warnings: readonly Phrase[]
      readonly canSayHeld: boolean
    }
  | { readonly step: 'over'; readonly said: readonly Phrase[] }

/** What the chat would say of applying for the job now. */
export const applyingOf = (own: OwnScene, jobId: string): Applying => {
  const scene = sceneOf(own)
  const turn = startApplying(scene, own.person, jobId)
  const job = own.look.job(jobId)
  if (job === undefined || !leadsOn(turn)) return { step: 'over', said: turn.replies?.[0]?.body.slice(0, 1) ?? [] }
  const warning = turn.mode?.kind === 'warned' ? warn(scene, own.person, jobId, []) : undefined
  const warnings = warning?.body.slice(0, -1) ?? []
  const canSayHeld = warning?.kind === 'buttons' && warning.buttons.some(({ id }) => id.startsWith('have.'))
  return { step: 'open', job, questions: job.posting.questions, warnings, canSayHeld }
}

/** `answers`: by the question's id, as they were given. `missing`: the questions that lack an answer. */
export type Applied =
  | { readonly outcome: 'applied'; readonly edits: readonly Edit[] }
  | { readonly outcome: 'missing'; readonly questions: readonly string[] }
  | { readonly outcome: 'over' }

/** Applies, with the answers that the chat would take one by one. */
export const applyOnPage = (
  own: OwnScene,
  { jobId, answers }: { readonly jobId: string; readonly answers: ReadonlyMap<string, string> },
): Applied => {
  const applying = applyingOf(own, jobId)
  if (applying.step === 'over') return { outcome: 'over' }
  const given = applying.questions.map((question) => ({ question, answer: answerTo(question, answers) }))
  const missing = given.flatMap(({ question, answer }) => (answer === undefined ? [question.id] : []))
  if (missing.length > 0) return { outcome: 'missing', questions: missing }
  const kept = given.map(({ question, answer = '' }) => ({
    questionId: question.id,
    question: question.text,
    answer,
  }))
  const scene = tagged(sceneOf(own), applying.job)
  const { edits = [] } = askScreening(scene, own.person, { kind: 'screening', jobId, answers: kept })
  return edits.some(({ kind }) => kind === 'apply') ? { outcome: 'applied', edits } : { outcome: 'over' }
}

/** `I have it`: what the profile becomes. */
export const sayHeldOnPage = (own: OwnScene, jobId: string): readonly Edit[] =>
  (sayHeld(sceneOf(own), own.person, jobId).edits ?? []).filter(({ kind }) => kind === 'update-person')

const leadsOn = ({ mode, edits }: Turn): boolean =>
  mode?.kind === 'warned' || mode?.kind === 'screening' || (edits ?? []).some(({ kind }) => kind === 'apply')

/** Applications from pages count as those of the web. */
const tagged = (scene: Scene, { code }: JobView): Scene => ({
  ...scene,
  state: { ...scene.state, link: { code, source: 'web' } },
})

const longestAnswer = 500

const answerTo = ({ id, answer }: Question, answers: ReadonlyMap<string, string>): string | undefined => {
  const given = (answers.get(id) ?? '').trim().slice(0, longestAnswer)
  if (answer === 'text') return given === '' ? undefined : given
  return given === 'yes' || given === 'no' ? given : undefined
}
