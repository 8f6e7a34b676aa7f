import { z } from 'zod'

/** Why someone reports a job. */
export const JobReportReason = z.enum(['money', 'fake', 'discrimination', 'wrong', 'other'])
export type JobReportReason = z.infer<typeof JobReportReason>

/** Why someone reports whom they write with. */
export const ThreadReportReason = z.enum(['money', 'fake', 'discrimination', 'rude', 'other'])
export type ThreadReportReason = z.infer<typeof ThreadReportReason>

export const ReportReason = z.enum([...JobReportReason.options, 'rude'])
export type ReportReason = z.infer<typeof ReportReason>

/** What a reporter adds in their own words. */
export const ReportText = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^(?:\P{Cc}|[\n\t])*$/u)

/** What a moderator makes of a report. `dismiss` of one that was decided takes back what was decided. */
export const ReportDecision = z.enum(['dismiss', 'pause-job', 'suspend-organisation', 'block-person'])
export type ReportDecision = z.infer<typeof ReportDecision>
