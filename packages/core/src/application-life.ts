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
