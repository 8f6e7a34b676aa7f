import type { Constraint, ConstraintKind, Explanation, Fact } from './explanation.ts'

/**
 * The reasons that the person reads with WHY and the employer on the card: the same, in the same order. First what is met
 * in a fixed order of kinds; then what to check: unmet before unknown, musts before wishes. That a job is open and has
 * places left goes without saying.
 */
export const reasonsOf = (explanation: Explanation): readonly Constraint[] => [
  ...explanation.constraints.filter(isWorthSaying).toSorted(byKind),
  ...explanation.constraints.filter(({ verdict }) => verdict !== 'met').toSorted(byUrgency),
]

/**
 * That this employer weighs something more than employers do, for both sides: the catalogue's sentence and its value. It goes
 * with the reasons and is none: it is the same for everyone who is compared for the job.
 */
export const tiltReason = ({
  subScores,
}: Explanation): { readonly key: string; readonly values: { readonly what: Fact } } | undefined => {
  const names = subScores.filter(({ tilt = 1 }) => tilt > 1).map(({ name }) => name)
  return names.length === 0
    ? undefined
    : { key: 'reason.tilt', values: { what: { type: 'score-parts', values: names } } }
}

/** The musts that an applicant misses or has not spoken of, for the honest warning before they apply. */
export const missedMusts = (explanation: Explanation): readonly Constraint[] =>
  explanation.constraints.filter(({ verdict, must }) => must && verdict !== 'met').toSorted(byUrgency)

/**
 * The catalogue's sentence for a constraint, for both sides; its values are the constraint's facts. `reason.<kind>.<verdict>`,
 * with a form of its own where a fact that may be absent is there: experience that may be enough, or work that is just what
 * is looked for.
 */
export const reasonKey = ({ kind, verdict, facts }: Constraint): string =>
  `reason.${kind}.${verdict}${formOf(kind, verdict, facts)}`

const formOf = (kind: ConstraintKind, verdict: Constraint['verdict'], facts: Constraint['facts']): string => {
  const { asked, has } = facts
  const isSame = asked?.type === 'occupation' && has?.type === 'occupation' && asked.value === has.value
  if (kind === 'occupation') return verdict === 'met' && isSame ? '.same' : ''
  return kind === 'experience' && verdict === 'unknown' && has !== undefined ? '.has' : ''
}

/** The catalogue's sentence that says what would turn a constraint to met; undefined where it is met already. */
export const changeKey = ({ kind, verdict }: Constraint): string | undefined =>
  verdict === 'met' ? undefined : `change.${kind}.${verdict}`

const isWorthSaying = ({ kind, verdict }: Constraint): boolean =>
  verdict === 'met' && kind !== 'active' && kind !== 'openings'

const order: readonly ConstraintKind[] = [
  'active',
  'openings',
  'occupation',
  'pay',
  'times',
  'place',
  'experience',
  'licence',
  'language',
  'skill',
  'employment-type',
  'work-permit',
]

const byKind = (a: Constraint, b: Constraint): number => order.indexOf(a.kind) - order.indexOf(b.kind)

const byUrgency = (a: Constraint, b: Constraint): number =>
  Number(b.must) - Number(a.must) || Number(a.verdict === 'unknown') - Number(b.verdict === 'unknown') || byKind(a, b)
