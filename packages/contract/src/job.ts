import { z } from 'zod'
import { FreeText } from './language.ts'
import { Pay } from './pay.ts'
import { Place } from './place.ts'
import { Requirement } from './requirement.ts'
import { Day, DayPart, ShiftHours } from './times.ts'

/** schema.org `employmentType`. */
export const EmploymentType = z.enum(['FULL_TIME', 'PART_TIME', 'TEMPORARY', 'CONTRACTOR', 'INTERN', 'PER_DIEM'])
export type EmploymentType = z.infer<typeof EmploymentType>

/** A job's life. `draft` is seen by its organisation alone; `paused`, `closed` and `expired` refuse applications. */
export const JobState = z.enum(['draft', 'open', 'paused', 'closed', 'expired'])
export type JobState = z.infer<typeof JobState>

/** A question that Apply asks. `yes-no` gets buttons, `text` a free answer of at most 500 characters. */
export const ScreeningQuestion = z.object({
  id: z.string().min(1).max(40),
  text: z.string().trim().min(3).max(200),
  answer: z.enum(['yes-no', 'text']),
})
export type ScreeningQuestion = z.infer<typeof ScreeningQuestion>

/**
 * What an employer may say matters most for a job: parts of the score that are about the person (`SubScore`), in their order.
 * A part stands for what docs/matching.md says it does, and for nothing else.
 */
export const MattersMost = z.enum(['occupation', 'skills', 'experience', 'pay', 'distance'])
export type MattersMost = z.infer<typeof MattersMost>

/** So many may be named for one job. */
export const mostThatMatter = 2

/** What an employer fills in: a schema.org JobPosting in Rolecall's terms. */
export const JobDraft = z.object({
  title: z.string().trim().min(3).max(100),
  occupation: z.string().min(1).max(80),
  description: FreeText,
  place: Place,
  remote: z.boolean().default(false),
  /** The farthest that applicants may live, in kilometres; null when it does not matter. */
  reachKm: z.number().min(1).max(20_000).nullable().default(null),
  pay: Pay,
  employmentType: EmploymentType,
  days: z.array(Day).min(1).max(7),
  parts: z.array(DayPart).min(1).max(4),
  hours: ShiftHours.optional(),
  requirements: z.array(Requirement).max(20).default([]),
  /** Moves people up or down in the lists, and never out of them; named twice counts once. Absent: nothing more than the rest. */
  mattersMost: z.array(MattersMost).max(mostThatMatter).optional(),
  questions: z.array(ScreeningQuestion).max(3).default([]),
  openings: z.int().min(1).max(1000).default(1),
  /** Days within which the employer promises an answer to each application. */
  answerDays: z.int().min(1).max(60).default(7),
  /** ISO 8601 date on which work starts; absent: as soon as possible. */
  startsOn: z.iso.date().optional(),
  /** ISO 8601 date, the last day on which one can apply. */
  expiresOn: z.iso.date(),
})
export type JobDraft = z.infer<typeof JobDraft>
