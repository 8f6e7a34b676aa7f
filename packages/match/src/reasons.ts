import type { Constraint, ConstraintKind, Explanation } from '@rolecall/contract/explanation'

/** A constraint chosen to be read; its sentence is `reason.<kind>.<verdict>` of the catalogue, filled with its facts. */
export type Reason = Constraint

/**
 * What both sides read, in one order: the three met constraints that matter most, then everything to check, unmet
 * before unknown, musts before wishes.
 */
export const reasons = (explanation: Explanation): Reason[] => [
  ...explanation.constraints.filter(isWorthSaying).toSorted(byWeight).slice(0, mostMet),
  ...explanation.constraints.filter(({ verdict }) => verdict !== 'met').toSorted(byUrgency),
]

/** The musts that an applicant misses or has not spoken of, for the honest warning before they apply. */
export const missedMusts = (explanation: Explanation): Constraint[] =>
  explanation.constraints.filter(({ verdict, must }) => must && verdict !== 'met').toSorted(byUrgency)

/**
 * What would turn the constraint to met: a sentence of the catalogue and the facts for it, those of the constraint.
 * Undefined where it is met already.
 */
export const changeFor = (
  constraint: Constraint,
): { readonly key: ChangeKey; readonly facts: Constraint['facts'] } | undefined =>
  constraint.verdict === 'met'
    ? undefined
    : { key: `change.${constraint.kind}.${constraint.verdict}`, facts: constraint.facts }

export type ChangeKey = `change.${ConstraintKind}.${'unmet' | 'unknown'}`

const mostMet = 3

/** That a job is open goes without saying. */
const isWorthSaying = ({ kind, verdict }: Constraint): boolean =>
  verdict === 'met' && kind !== 'active' && kind !== 'openings'

/**
 * First the kind of work; then what a job seldom asks for and not everybody has; then what a day's life depends on. The
 * kinds that rule everything out come first among what is unmet.
 */
const order: readonly ConstraintKind[] = [
  'active',
  'openings',
  'occupation',
  'licence',
  'experience',
  'place',
  'pay',
  'times',
  'work-permit',
  'language',
  'skill',
  'employment-type',
]

const byWeight = (a: Constraint, b: Constraint): number =>
  Number(b.must) - Number(a.must) || order.indexOf(a.kind) - order.indexOf(b.kind)

const byUrgency = (a: Constraint, b: Constraint): number =>
  Number(b.must) - Number(a.must) ||
  Number(a.verdict === 'unknown') - Number(b.verdict === 'unknown') ||
  order.indexOf(a.kind) - order.indexOf(b.kind)
