import type { ReportDecision } from '@rolecall/contract/report'
import type { DocumentOf } from '../model/collections.ts'

export type Report = DocumentOf<'reports'>

/** What is filed: who, about what, why. */
export type Filing = Pick<Report, 'about' | 'jobId' | 'organisationId' | 'reporter' | 'reason'> &
  Partial<Pick<Report, 'applicationId' | 'personId' | 'text'>> & {
    /** Of a visitor: what makes their report one of its own. */
    readonly once?: string
  }

/** A report as it is filed at `now`. One person files the same thing once a day. */
export const reportOf = ({ once, ...filing }: Filing, now: number): Report => {
  const { about, applicationId, jobId, personId, reporter } = filing
  const day = new Date(now).toISOString().slice(0, 10)
  const id = ['rep', about === 'job' ? jobId : (applicationId ?? jobId), reporter.id ?? once ?? '', day].join(':')
  return { id, ...filing, keyOwner: personId ?? id, state: 'open', at: now }
}

/** The decisions that fit what is reported; one that was decided can be taken back, where it changed something. */
export const decisionsOf = ({
  about,
  state,
  decision,
  personId,
}: Pick<Report, 'about' | 'state' | 'decision' | 'personId'>): readonly ReportDecision[] => {
  if (state === 'decided') return decision === 'pause-job' || decision === 'block-person' ? ['dismiss'] : []
  if (about === 'person') return personId === undefined ? ['dismiss'] : ['dismiss', 'block-person']
  return ['dismiss', 'pause-job', 'suspend-organisation']
}

/** The report as it is once it is decided; undefined where the decision does not fit. */
export const decideReport = (
  report: Report,
  { decision, by, now }: { readonly decision: ReportDecision; readonly by: string; readonly now: number },
): Report | undefined =>
  decisionsOf(report).includes(decision)
    ? { ...report, state: 'decided', decision, decidedBy: by, decidedAt: now }
    : undefined
