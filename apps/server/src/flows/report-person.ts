import type { ThreadReportReason } from '@rolecall/contract/report'
import { reportOf } from '@rolecall/core/messages/report'
import { type Refusal, refuse } from '../refusal.ts'
import { decideAgain } from './parts/decide-again.ts'
import type { EmployerActor, EmployerDeps } from './parts/employer-deps.ts'
import { notedOf } from './parts/noted-of.ts'

type Filed = {
  readonly applicationId: string
  readonly reason: ThreadReportReason
  readonly text?: string | undefined
}

/** An employer tells the moderators of what a person wrote; the person does not hear who did. */
export const reportPerson = (
  deps: EmployerDeps,
  actor: EmployerActor,
  { applicationId, reason, text }: Filed,
): Promise<'done' | Refusal> => {
  const now = deps.clock.now()
  return decideAgain<'done'>(deps.store, async () => {
    const application = (await deps.store.get('applications', applicationId))?.doc
    if (application?.organisationId !== actor.organisation.id) return refuse('not-found')
    const { jobId, organisationId, personId } = application
    const reporter = { kind: 'user', id: actor.userId } as const
    const words = text === undefined ? {} : { text: { text } }
    const report = {
      about: 'person',
      jobId,
      organisationId,
      applicationId,
      personId,
      reporter,
      reason,
      ...words,
    } as const
    const doc = reportOf(report, now)
    if ((await deps.store.get('reports', doc.id)) !== undefined) return { changes: [], result: 'done' }
    return {
      changes: [
        { op: 'put', collection: 'reports', doc, expected: 'absent' },
        notedOf(actor, now, { action: 'person.report', subjectId: personId, detail: reason }),
      ],
      result: 'done',
    }
  })
}
