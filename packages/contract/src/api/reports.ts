import { z } from 'zod'
import { JobState } from '../job.ts'
import { MessageSide } from '../message.ts'
import { ReportDecision, ReportReason } from '../report.ts'
import type { Route } from './route.ts'
import { Moment, PageQuery, pageOf } from './shapes.ts'

/** A report's id names its subject, who filed it and the day. */
export const ReportId = z.string().regex(/^rep:[0-9a-z_:-]{1,180}$/)

/** `reporter`: for moderators alone. `moves`: the decisions that fit. `person`: the first name of who is in the thread. */
export const ReportSummary = z.object({
  id: z.string(),
  about: z.enum(['job', 'organisation', 'person']),
  reason: ReportReason,
  text: z.string().optional(),
  reporter: z.object({ kind: z.enum(['person', 'user', 'visitor']), name: z.string().optional() }),
  organisation: z.object({ id: z.string(), name: z.string(), state: z.enum(['pending', 'vetted', 'suspended']) }),
  job: z.object({ id: z.string(), title: z.string(), state: JobState }),
  person: z.string().optional(),
  state: z.enum(['open', 'decided']),
  decision: ReportDecision.optional(),
  moves: z.array(ReportDecision),
  at: Moment,
})
export type ReportSummary = z.infer<typeof ReportSummary>

/** What is reported: the job's text, and of a thread its messages, oldest first. */
export const ReportView = ReportSummary.extend({
  description: z.string(),
  messages: z.array(z.object({ id: z.string(), from: MessageSide, text: z.string(), at: Moment })),
})
export type ReportView = z.infer<typeof ReportView>

export const reportRoutes = {
  listReports: {
    method: 'GET',
    path: '/operator/reports',
    surface: 'operator',
    summary: 'Reports that wait for a decision, oldest first, or those that were decided',
    query: PageQuery.extend({ state: ReportSummary.shape.state.default('open') }),
    success: { status: 200, description: 'A page of reports', schema: pageOf(ReportSummary) },
    problems: [],
  },
  readReport: {
    method: 'GET',
    path: '/operator/reports/:reportId',
    surface: 'operator',
    summary: 'What is reported, word by word; that it was read is written down',
    params: z.strictObject({ reportId: ReportId }),
    success: { status: 200, description: 'The report', schema: ReportView },
    problems: [],
  },
  decideReport: {
    method: 'POST',
    creates: 'state',
    path: '/operator/reports/:reportId/decision',
    surface: 'operator',
    summary: 'Decide a report: it has its effect at once, and a person who filed it is told',
    params: z.strictObject({ reportId: ReportId }),
    body: z.strictObject({ decision: ReportDecision }),
    success: { status: 200, description: 'The report', schema: ReportSummary },
    problems: ['report-decided', 'conflict'],
  },
} as const satisfies Record<string, Route>
