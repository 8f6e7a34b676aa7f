import { z } from 'zod'
import { EmploymentType } from './job.ts'
import { SpokenLanguage } from './language.ts'
import { PayWanted } from './pay.ts'
import { Place } from './place.ts'
import { Licence } from './requirement.ts'
import { WorkTimes } from './times.ts'

/** How long someone has done a kind of work. */
export const Experience = z.enum(['none', 'under-2-years', '2-years-or-more'])
export type Experience = z.infer<typeof Experience>

/** Work that a person looks for: an occupation of the taxonomy, the words they used, and their experience in it. */
export const WorkWanted = z.object({
  occupation: z.string().min(1).max(80),
  said: z.string().max(200),
  experience: Experience.optional(),
})
export type WorkWanted = z.infer<typeof WorkWanted>

/** How many things of a kind a profile holds. */
export const mostHeld = { languages: 20, licences: 30, skills: 200, workPermits: 10 } as const

/**
 * What matching knows of a person. Each field that is absent was not said yet: unknown, not a failure.
 * Whoever may see a profile sees it without a phone number.
 */
export const Profile = z.object({
  work: z.array(WorkWanted).max(5).default([]),
  place: Place.optional(),
  /** How far the person travels to work, in kilometres. */
  reachKm: z.number().min(1).max(20_000).default(30),
  remote: z.boolean().optional(),
  times: WorkTimes.optional(),
  /** `amount` 0: any pay. */
  pay: PayWanted.optional(),
  employmentTypes: z.array(EmploymentType).max(6).optional(),
  languages: z.array(SpokenLanguage).max(mostHeld.languages).default([]),
  licences: z
    .array(z.object({ licence: Licence, held: z.boolean() }))
    .max(mostHeld.licences)
    .default([]),
  skills: z.array(z.string().max(80)).max(mostHeld.skills).default([]),
  workPermits: z
    .array(z.object({ country: z.string().regex(/^[A-Z]{2}$/), held: z.boolean() }))
    .max(mostHeld.workPermits)
    .default([]),
})
export type Profile = z.infer<typeof Profile>

/** Lists of a profile that grow when a person says while applying that they have what a job asks for. */
export const HeldField = z.enum(['licences', 'skills', 'languages', 'workPermits'])
export type HeldField = z.infer<typeof HeldField>
