import { z } from 'zod'
import { LanguageLevel } from './language.ts'

/** Licences and certificates that jobs ask for and people hold. */
export const Licence = z.enum([
  'food-handler',
  'driving-car',
  'driving-motorcycle',
  'driving-truck',
  'driving-bus',
  'forklift',
  'security-guard',
  'first-aid',
  'electrician',
  'welding',
  'nursing',
  'teaching',
  'childcare-check',
  'working-at-height',
  'pesticide',
])
export type Licence = z.infer<typeof Licence>

/** What a job asks of a person. `must`: an application without it is warned of; otherwise a wish. */
export const Requirement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('licence'), licence: Licence, must: z.boolean() }),
  z.object({
    kind: z.literal('language'),
    language: z.string().regex(/^[a-z]{2,3}$/),
    level: LanguageLevel,
    must: z.boolean(),
  }),
  z.object({ kind: z.literal('experience'), years: z.int().min(1).max(40), must: z.boolean() }),
  z.object({ kind: z.literal('skill'), skill: z.string().min(1).max(80), must: z.boolean() }),
  z.object({ kind: z.literal('work-permit'), country: z.string().regex(/^[A-Z]{2}$/), must: z.boolean() }),
])
export type Requirement = z.infer<typeof Requirement>
