import { z } from 'zod'

/** An application's life; the last three and `withdrawn` are final. */
export const ApplicationState = z.enum([
  'new',
  'shortlisted',
  'interview',
  'offer',
  'hired',
  'not-selected',
  'withdrawn',
])
export type ApplicationState = z.infer<typeof ApplicationState>

/** Why someone was not selected: about the job, never about the person. */
export const NotSelectedReason = z.enum([
  'filled',
  'times',
  'experience',
  'requirement',
  'distance',
  'pay',
  'job-ended',
])
export type NotSelectedReason = z.infer<typeof NotSelectedReason>
