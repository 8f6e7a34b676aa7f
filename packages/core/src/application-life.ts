import type { ApplicationState, NotSelectedReason } from '@rolecall/contract/application'
import type { Actor } from './job-life.ts'
import type { DocumentOf } from './model/collections.ts'
import { afterQuietHours } from './notification/quiet-hours.ts'

type Application = DocumentOf<'applications'>

/** How long an employer can take back that someone was not selected. Milliseconds. */
export const undoMs = 60 * 60 * 1000

/** `fills`: one opening of the job is filled by it, in the same commit. */
export type MoveDecision =
  | {
      readonly decision: 'moved' | 'waits'
      readonly application: Application
      readonly fills: boolean
      /** Epoch ms: when the person is told. */
      readonly tellAt: number
    }
  | { readonly decision: 'refused'; readonly because: 'state' | 'reason-missing' | 'reason-unasked' }

export type Move = {
  readonly state: ApplicationState
  readonly reason?: NotSelectedReason | undefined
  readonly note?: string | undefined
  readonly by: Actor
  readonly now: number
  /** IANA zone of the person: a refusal is not told in their quiet hours. */
  readonly timeZone: string
}

/**
 * An employer moves an application on: forwards only, steps may be left out. Not selected needs a reason about the job and
 * waits an hour, in which it can be undone and nothing else can happen but a withdrawal.
 */
export const moveApplication = (application: Application, move: Move): MoveDecision => {
  if (!movesOf(application).includes(move.state)) return { decision: 'refused', because: 'state' }
  const refusal = move.state === 'not-selected'
  if (refusal && move.reason === undefined) return { decision: 'refused', because: 'reason-missing' }
  if (!refusal && move.reason !== undefined) return { decision: 'refused', because: 'reason-unasked' }
  if (!refusal) {
    const moved = withStep(application, { ...stepOf(move), state: move.state, at: move.now })
    return { decision: 'moved', application: moved, fills: move.state === 'hired', tellAt: move.now }
  }
  const tellAt = afterQuietHours(move.now + undoMs, move.timeZone)
  const pending = { ...stepOf(move), state: move.state, tellAt }
  return { decision: 'waits', application: { ...application, pending, updatedAt: move.now }, fills: false, tellAt }
}

const steps: readonly ApplicationState[] = ['new', 'shortlisted', 'interview', 'offer', 'hired']

/** The states that an employer may move an application to now. */
export const movesOf = (application: Pick<Application, 'state' | 'pending'>): readonly ApplicationState[] => {
  if (isFinal(application.state) || application.pending !== undefined) return []
  return [...steps.slice(steps.indexOf(application.state) + 1), 'not-selected']
}

export const isFinal = (state: ApplicationState): boolean =>
  state === 'hired' || state === 'not-selected' || state === 'withdrawn'

/** Takes back an outcome that waits; undefined where none does, or where the person is being told. */
export const undoPending = (application: Application, now: number): Application | undefined => {
  if (application.pending === undefined || application.pending.tellAt <= now) return undefined
  const { pending: _pending, ...rest } = application
  return { ...rest, updatedAt: now }
}

/** Makes an outcome final whose time has come; undefined where none waits or it is too early. */
export const settlePending = (application: Application, now: number): Application | undefined => {
  const { pending, ...rest } = application
  if (pending === undefined || pending.tellAt > now) return undefined
  const { tellAt: _tellAt, ...step } = pending
  return withStep({ ...rest, updatedAt: now }, { ...step, at: now })
}

/** A person withdraws: at any time before the end, also while an outcome waits that they were not told. */
export const withdraw = (application: Application, now: number): Application | undefined => {
  if (isFinal(application.state)) return undefined
  const { pending: _pending, ...rest } = application
  return withStep(rest, { state: 'withdrawn', at: now, by: { kind: 'person', id: application.personId } })
}

/**
 * What the end of its job comes to. `ends`: not selected, since the job ended or was filled. `goes-on`: nobody new is
 * taken, yet the employer may still answer: by `answerBy`, or, where they talk already (`talks`), whenever they are done.
 * `stays`: nothing to do or to say.
 */
export type EndDecision =
  | { readonly decision: 'ends'; readonly application: Application; readonly reason: 'filled' | 'job-ended' }
  | { readonly decision: 'goes-on'; readonly talks: boolean }
  | { readonly decision: 'stays' }

/** A job closed or ran out: who waits for an answer that can no longer come is not left waiting. */
export const endWithJob = (application: Application, job: EndedJob, now: number): EndDecision => {
  const isOver = job.state === 'closed' || job.state === 'expired'
  if (!isOver || isFinal(application.state) || application.pending !== undefined) return { decision: 'stays' }
  const filled = job.state === 'closed' && job.history.at(-1)?.reason === 'filled'
  const talks = application.state === 'interview' || application.state === 'offer'
  const inTime = job.state === 'expired' && now < application.answerBy
  if (!filled && (talks || inTime)) return { decision: 'goes-on', talks }
  const reason = filled ? 'filled' : 'job-ended'
  const step = { state: 'not-selected', at: now, by: { kind: 'system' }, reason } as const
  return { decision: 'ends', application: withStep(application, step), reason }
}

type EndedJob = Pick<DocumentOf<'jobs'>, 'state' | 'history'>

const stepOf = ({ by, reason, note }: Move) => ({
  by,
  ...(reason === undefined ? {} : { reason }),
  ...(note === undefined ? {} : { note }),
})

const withStep = (application: Application, step: Application['history'][number]): Application => ({
  ...application,
  state: step.state,
  updatedAt: step.at,
  history: [...application.history, step],
})
