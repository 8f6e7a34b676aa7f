import { z } from 'zod'

export const ConstraintKind = z.enum([
  'active',
  'openings',
  'occupation',
  'place',
  'times',
  'pay',
  'experience',
  'licence',
  'language',
  'skill',
  'work-permit',
  'employment-type',
])
export type ConstraintKind = z.infer<typeof ConstraintKind>

/** `unknown`: the person has not said it yet; it is shown and asked for, and fails nothing. */
export const Verdict = z.enum(['met', 'unmet', 'unknown'])
export type Verdict = z.infer<typeof Verdict>

/** A value inside a reason, formatted for its reader when it is shown. */
export const Fact = z.union([
  z.object({ type: z.literal('text'), value: z.string() }),
  z.object({ type: z.literal('number'), value: z.number() }),
  z.object({ type: z.literal('distance-km'), value: z.number() }),
  /** `from`: the lower end of a range whose upper end is `amount`. */
  z.object({
    type: z.literal('pay'),
    amount: z.int(),
    from: z.int().optional(),
    currency: z.string(),
    period: z.string(),
  }),
  z.object({ type: z.literal('occupation'), value: z.string() }),
  z.object({ type: z.literal('skill'), value: z.string() }),
  z.object({ type: z.literal('licence'), value: z.string() }),
  z.object({ type: z.literal('language'), value: z.string(), level: z.string() }),
  z.object({ type: z.literal('country'), value: z.string() }),
  z.object({ type: z.literal('times'), days: z.array(z.string()), parts: z.array(z.string()) }),
  z.object({ type: z.literal('experience'), value: z.string() }),
  z.object({ type: z.literal('employment-type'), value: z.string() }),
  /** Names of parts of the score. */
  z.object({ type: z.literal('score-parts'), values: z.array(z.string()) }),
])
export type Fact = z.infer<typeof Fact>

/**
 * One checked requirement, the same object for the person and for the employer.
 * `must`: false for a wish. `facts` name what the job asks (`asked`) and what the person has (`has`), among others;
 * the sentence that shows it is `reason.<kind>.<verdict>` in the catalogue.
 */
export const Constraint = z.object({
  kind: ConstraintKind,
  verdict: Verdict,
  must: z.boolean(),
  facts: z.record(z.string(), Fact),
})
export type Constraint = z.infer<typeof Constraint>

/**
 * A named part of the score: `value` from 0 to 1 in steps of a ten-thousandth, the same for both sides. `weight`: what it
 * weighs for the person; `jobWeight`: for the job. Explanations made before there were two directions have only one. `tilt`: by
 * what this employer multiplied the usual weight for the job; absent where they left it.
 */
export const SubScore = z.object({
  name: z.enum(['occupation', 'skills', 'experience', 'pay', 'distance', 'recency']),
  value: z.number().min(0).max(1),
  weight: z.number().min(0),
  jobWeight: z.number().min(0).optional(),
  tilt: z.number().min(1).max(2).optional(),
})
export type SubScore = z.infer<typeof SubScore>

/** What comes off the score of a job that many were shown already: `price` for `shown` people over `openings` places. */
export const Congestion = z.object({ price: z.number().min(0).max(1), shown: z.number(), openings: z.number() })
export type Congestion = z.infer<typeof Congestion>

/**
 * Why a person and a job fit. `full`: every must is met. `partial`: none is unmet but some are unknown, or a must that an
 * applicant can mend is unmet. `none`: not shown (a closed job, out of reach, another kind of work). `directions`: what the
 * job is worth to the person and the person to the job, each the sum of the sub-scores by its own weights; `score` is their
 * geometric mean less the price of congestion, at least 0.
 */
export const Explanation = z.object({
  fit: z.enum(['full', 'partial', 'none']),
  score: z.number().min(0).max(1),
  constraints: z.array(Constraint),
  subScores: z.array(SubScore),
  directions: z.object({ person: z.number().min(0).max(1), job: z.number().min(0).max(1) }).optional(),
  congestion: Congestion.optional(),
  versions: z.object({ engine: z.string(), weights: z.string(), taxonomy: z.string() }),
})
export type Explanation = z.infer<typeof Explanation>
