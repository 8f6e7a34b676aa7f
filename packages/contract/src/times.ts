import { z } from 'zod'

export const Day = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
export type Day = z.infer<typeof Day>

/** Parts of a day, local time: morning 05-12, afternoon 12-17, evening 17-22, night 22-05. */
export const DayPart = z.enum(['morning', 'afternoon', 'evening', 'night'])
export type DayPart = z.infer<typeof DayPart>

/** Days and parts of the day as a cross product: every listed part of every listed day. */
export const WorkTimes = z.object({
  days: z.array(Day).min(1).max(7),
  parts: z.array(DayPart).min(1).max(4),
})
export type WorkTimes = z.infer<typeof WorkTimes>

/** Clock time of a shift, local to the job's place, 24 hours. `to` may be earlier than `from`: past midnight. */
export const ShiftHours = z.object({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
})
export type ShiftHours = z.infer<typeof ShiftHours>
