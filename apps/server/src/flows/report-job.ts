import type { JobReportReason } from '@rolecall/contract/report'
import { reportOf } from '@rolecall/core/messages/report'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { type Refusal, refuse } from '../refusal.ts'
import type { FlowDeps } from './deps.ts'
import { decideAgain } from './parts/decide-again.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock'> & { readonly randomBytes: (count: number) => Buffer }
type Filed = {
  readonly jobId: string
  readonly reason: JobReportReason
  readonly text?: string | undefined
  /** Who is signed in; a visitor where nobody is. */
  readonly person?: Pick<DocumentOf<'people'>, 'id'> | undefined
}

/** Someone who reads a job tells the moderators of it. */
export const reportJob = (deps: Deps, { jobId, reason, text, person }: Filed): Promise<'done' | Refusal> => {
  const now = deps.clock.now()
  const once = `visitor-${deps.randomBytes(16).toString('hex')}`
  return decideAgain<'done'>(deps.store, async () => {
    const job = (await deps.store.get('jobs', jobId))?.doc
    if (job?.publishedAt === undefined) return refuse('not-found')
    const who =
      person === undefined
        ? ({ reporter: { kind: 'visitor' }, once } as const)
        : ({ reporter: { kind: 'person', id: person.id }, personId: person.id } as const)
    const words = text === undefined ? {} : { text: { text } }
    const { organisationId } = job
    const doc = reportOf({ about: 'job', jobId, organisationId, reason, ...who, ...words }, now)
    return { changes: [{ op: 'put', collection: 'reports', doc, expected: 'if-absent' }], result: 'done' }
  })
}
