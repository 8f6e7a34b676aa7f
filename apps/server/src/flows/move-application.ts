import type { MoveBody } from '@rolecall/contract/api/applications'
import {
  moveApplication as decideMove,
  type Move,
  type MoveDecision,
  undoPending,
} from '@rolecall/core/application-life'
import type { OutboxMessage } from '@rolecall/core/conversation/reply'
import { fillOpening } from '@rolecall/core/job-life'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type Decided, decideAgain } from './parts/decide-again.ts'
import { actorOf, type EmployerActor, type EmployerDeps } from './parts/employer-deps.ts'
import { endedTask, settleTask } from './parts/job-tasks.ts'
import { notedOf } from './parts/noted-of.ts'
import { sharesPhone, tellPerson, updateMessage } from './parts/tell-person.ts'

type Application = Stored<DocumentOf<'applications'>>
type Around = {
  readonly application: Application
  readonly job: Stored<DocumentOf<'jobs'>>
  readonly person: DocumentOf<'people'>
}
/** `tellAt`: epoch ms. */
export type Moved = {
  readonly application: DocumentOf<'applications'>
  readonly message: OutboxMessage
  readonly tellAt: number
}
type MoveRequest = Omit<MoveBody, 'state'> & { readonly applicationId: string; readonly state: MoveBody['state'] }

/** Moves an application on and tells the person, in one commit; or, as a preview, says what they would read. */
export const moveApplication = async (
  deps: EmployerDeps,
  actor: EmployerActor,
  request: MoveRequest,
): Promise<Moved | Refusal> => {
  const now = deps.clock.now()
  return decideAgain<Moved>(deps.store, async (maybeDone) => {
    const around = await readAround(deps, actor, request.applicationId)
    if (around === undefined) return refuse('not-found')
    const { application, person, job } = around
    const shared = await sharesPhone(deps, person)
    const message = updateMessage(person, job.doc, {
      state: request.state,
      reason: request.reason,
      sharesPhone: shared,
    })
    const done = maybeDone ? ownWrite(application.doc, { actor, request, now }) : undefined
    if (done !== undefined) return { changes: [], result: { application: application.doc, message, tellAt: done } }
    const move: Move = { ...request, by: actorOf(actor), now, timeZone: person.timeZone }
    const decision = decideMove(application.doc, move)
    if (decision.decision === 'refused') return refusalOf(decision.because)
    const result = { application: decision.application, message, tellAt: decision.tellAt }
    if (request.preview) return { changes: [], result: { ...result, application: application.doc } }
    const note = notedOf(actor, now, {
      action: 'application.move',
      subjectId: application.doc.id,
      detail: request.state,
    })
    return committing(deps, around, { decision, result, now, note })
  })
}

/** Takes back an outcome that the person was not told yet. */
export const undoMove = async (
  deps: EmployerDeps,
  actor: EmployerActor,
  applicationId: string,
): Promise<DocumentOf<'applications'> | Refusal> => {
  const now = deps.clock.now()
  return decideAgain(deps.store, async (maybeDone) => {
    const before = await ownApplication(deps, actor, applicationId)
    if (before === undefined) return refuse('not-found')
    if (maybeDone && before.doc.pending === undefined && before.doc.updatedAt === now)
      return { changes: [], result: before.doc }
    const doc = undoPending(before.doc, now)
    if (doc === undefined) return refuse('application-state')
    const note = notedOf(actor, now, { action: 'application.undo', subjectId: applicationId })
    return { changes: [{ op: 'put', collection: 'applications', doc, expected: before.revision }, note], result: doc }
  })
}

const ownApplication = async ({ store }: EmployerDeps, { organisation }: EmployerActor, id: string) => {
  const application = await store.get('applications', id)
  return application?.doc.organisationId === organisation.id ? application : undefined
}

const readAround = async (deps: EmployerDeps, actor: EmployerActor, id: string): Promise<Around | undefined> => {
  const application = await ownApplication(deps, actor, id)
  if (application === undefined) return undefined
  const [job, person] = await Promise.all([
    deps.store.get('jobs', application.doc.jobId),
    deps.store.get('people', application.doc.personId),
  ])
  return job === undefined || person === undefined ? undefined : { application, job, person: person.doc }
}

/** When the person is told, where an earlier run of this very request has committed already. */
const ownWrite = (
  { history, pending, updatedAt }: DocumentOf<'applications'>,
  { actor, request, now }: { readonly actor: EmployerActor; readonly request: MoveRequest; readonly now: number },
): number | undefined => {
  const isOwn = (step: { state: string; by: { id?: string | undefined } } | undefined) =>
    step?.state === request.state && step.by.id === actor.userId
  if (updatedAt !== now) return undefined
  if (isOwn(pending)) return pending?.tellAt
  const last = history.at(-1)
  return isOwn(last) && last?.at === now ? now : undefined
}

const committing = async (
  deps: EmployerDeps,
  { application, job, person }: Around,
  {
    decision,
    result,
    now,
    note,
  }: {
    readonly decision: Exclude<MoveDecision, { decision: 'refused' }>
    readonly result: Moved
    readonly now: number
    readonly note: Change
  },
): Promise<Decided<Moved> | Refusal> => {
  const changes: Change[] = [
    { op: 'put', collection: 'applications', doc: decision.application, expected: application.revision },
    note,
  ]
  if (decision.decision === 'waits') {
    changes.push(settleTask(application.doc.id, decision.tellAt, now))
    return { changes, result }
  }
  if (decision.fills) {
    const filled = fillChange(job, now)
    if (isRefusal(filled)) return filled
    changes.push(...filled)
  }
  const { message } = result
  changes.push(...(await tellPerson(deps, { person, message, category: 'update', dueAt: decision.tellAt, now })))
  return { changes, result }
}

const fillChange = ({ doc, revision }: Stored<DocumentOf<'jobs'>>, now: number): readonly Change[] | Refusal => {
  const filled = fillOpening(doc, now)
  if (filled.decision === 'refused') return refuse('job-full')
  const ended = filled.job.state === 'closed' && doc.state !== 'closed'
  return [
    { op: 'put', collection: 'jobs', doc: filled.job, expected: revision },
    ...(ended ? [endedTask(filled.job, now)] : []),
  ]
}

const refusalOf = (because: Extract<MoveDecision, { decision: 'refused' }>['because']): Refusal => {
  switch (because) {
    case 'state':
      return refuse('application-state')
    case 'reason-missing':
      return refuse('invalid-fields', { errors: [{ pointer: '/reason', code: 'required' }] })
    case 'reason-unasked':
      return refuse('invalid-fields', { errors: [{ pointer: '/reason', code: 'invalid' }] })
    default:
      return because satisfies never
  }
}
