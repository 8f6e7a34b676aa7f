import type { SuspendReason } from '@rolecall/contract/api/operator'
import type { ReportDecision, ReportReason } from '@rolecall/contract/report'
import { clearJob, takeDownJob } from '@rolecall/core/job-life'
import { decideReport as decide, type Report } from '@rolecall/core/messages/report'
import { blockId, blockOf } from '@rolecall/core/messages/thread'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { type Refusal, refuse } from '../../refusal.ts'
import { decideAgain } from '../parts/decide-again.ts'
import { organisationStateChanges } from '../parts/organisation-state.ts'
import { tellOutcome } from '../parts/tell-outcome.ts'
import type { TellDeps } from '../parts/tell-person.ts'
import { notedOfStaff, type StaffActor, type StaffDeps } from './staff-deps.ts'

type Deps = Pick<StaffDeps, 'store' | 'clock' | 'makeId'> & TellDeps
type Decision = { readonly reportId: string; readonly decision: ReportDecision }
type Step = { readonly actor: StaffActor; readonly now: number }

/** A moderator decides a report: its effect, the note of it and the word to who filed it stand in one commit. */
export const decideReport = (
  deps: Deps,
  actor: StaffActor,
  { reportId, decision }: Decision,
): Promise<Report | Refusal> => {
  const now = deps.clock.now()
  return decideAgain<Report>(deps.store, async (maybeDone) => {
    const before = await deps.store.get('reports', reportId)
    if (before === undefined) return refuse('not-found')
    if (maybeDone && before.doc.decidedAt === now && before.doc.decision === decision)
      return { changes: [], result: before.doc }
    const doc = decide(before.doc, { decision, by: actor.userId, now })
    if (doc === undefined) return refuse('report-decided')
    const job = await deps.store.get('jobs', doc.jobId)
    const { jobId: subjectId, organisationId } = doc
    const effects = await effectsOf(deps, before.doc, { decision, job, step: { actor, now } })
    const first = before.doc.state === 'open' && job !== undefined
    return {
      changes: [
        { op: 'put', collection: 'reports', doc, expected: before.revision },
        ...effects,
        ...(first ? await tellOutcome(deps, { report: doc, job: job.doc, now }) : []),
        notedOfStaff(actor, now, {
          action: 'report.decide',
          subjectId: doc.about === 'person' ? (doc.personId ?? subjectId) : subjectId,
          organisationId,
          detail: `${decision}: ${doc.reason}`,
        }),
      ],
      result: doc,
    }
  })
}

type Deciding = {
  readonly decision: ReportDecision
  readonly job: Stored<DocumentOf<'jobs'>> | undefined
  readonly step: Step
}

const effectsOf = async (deps: Deps, report: Report, { decision, job, step }: Deciding): Promise<readonly Change[]> => {
  switch (decision) {
    case 'pause-job':
      return jobChanges(job, step, takeDownJob)
    case 'suspend-organisation':
      return suspension(deps, report, step)
    case 'block-person':
      return silence(deps, report, { ...step, active: true })
    case 'dismiss':
      if (report.decision === 'pause-job') return jobChanges(job, step, clearJob)
      return report.decision === 'block-person' ? silence(deps, report, { ...step, active: false }) : []
    default:
      return decision satisfies never
  }
}

const jobChanges = (job: Deciding['job'], { actor, now }: Step, change: typeof takeDownJob): readonly Change[] => {
  const doc = job && change(job.doc, { by: { kind: 'user', id: actor.userId }, now })
  return job === undefined || doc === undefined ? [] : [{ op: 'put', collection: 'jobs', doc, expected: job.revision }]
}

const suspension = async (
  { store }: Deps,
  { organisationId, reason }: Report,
  step: Step,
): Promise<readonly Change[]> => {
  const before = await store.get('organisations', organisationId)
  return before === undefined
    ? []
    : organisationStateChanges(before, { state: 'suspended', reason: suspendReasonOf(reason), ...step }).changes
}

const suspendReasonOf = (reason: ReportReason): SuspendReason => {
  if (reason === 'money') return 'fees'
  if (reason === 'fake') return 'fraud'
  return reason === 'discrimination' ? 'discrimination' : 'other'
}

/** The person can write to no employer, or can again. */
const silence = async (
  { store }: Deps,
  { organisationId, personId }: Report,
  { actor, now, active }: Step & { readonly active: boolean },
): Promise<readonly Change[]> => {
  if (personId === undefined || (await store.get('people', personId)) === undefined) return []
  const pair = { personId, organisationId, by: 'moderator' } as const
  const before = await store.get('blocks', blockId(pair))
  const doc = blockOf(pair, { active, at: now, userId: actor.userId })
  return [{ op: 'put', collection: 'blocks', doc, expected: before?.revision ?? 'absent' }]
}
