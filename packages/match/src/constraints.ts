/**
 * The facts that each kind of constraint carries, by name. A name with `?` is there only where the last column says so.
 * The `text` facts are for an ICU `select`, but for `place.place`, which is a label to show.
 *
 * | kind | facts | meaning, and when the optional ones are there |
 * |---|---|---|
 * | active | who: text, state: text | who: `job`, `person`; state of the job (`open`, `paused`, `closed`, `expired`, `draft`) or `hidden` for the person. Never unknown |
 * | openings | left: number | places still open, 0 when unmet. Never unknown |
 * | occupation | asked: occupation, has?: occupation | the job's; the nearest work that the person wants. has: met, unmet |
 * | place | remote: text, place: text, distance?: distance-km, reach?: distance-km, limit?: text | remote: `yes`, `no`; place: the job's label; distance: whole km, 0 when under half a one; reach: the narrower of the two reaches, and limit: whose it is, `person` or `job`. distance: always when met or unmet and remote is `no`. reach, limit: remote is `no`, or the job limits where people live |
 * | times | asked: times, has?: times | the job's; the person's. has: met, unmet |
 * | pay | any: text, offered: pay, asked?: pay | any: `yes` when the person takes any pay, else `no`; offered: the job's, with the lower end as `from` where it is a range; asked: what the person wants. asked: any is `no` and the person said it, so always when unmet |
 * | experience | asked: number, has?: experience | whole years; what the person said for the nearest such work. has: met, unmet |
 * | licence | asked: licence | |
 * | language | asked: language, has?: language | has: met, unmet |
 * | skill | asked: skill | never unmet: nobody lists what they cannot do |
 * | work-permit | asked: country | |
 * | employment-type | asked: employment-type | what the job is; there only when the person said which they take. Never unknown |
 */
import type { Constraint, ConstraintKind, Explanation } from '@rolecall/contract/explanation'
import { activeConstraint, openingsConstraint } from './availability-check.ts'
import { employmentConstraint } from './employment-check.ts'
import type { Measured } from './measured.ts'
import { occupationConstraint } from './occupation-check.ts'
import { payConstraint } from './pay-check.ts'
import { placeConstraint } from './place-check.ts'
import { requirementConstraint } from './requirement-check.ts'
import type { Rules } from './rules.ts'
import { isOneDayMore, timesConstraint } from './times-check.ts'

/** Every constraint of a pair, both directions, in a fixed order; the job's requirements last and in the job's order. */
export const constraintsOf = (pair: Measured): Constraint[] => {
  const constraints = [
    activeConstraint(pair),
    openingsConstraint(pair),
    occupationConstraint(pair),
    placeConstraint(pair),
    timesConstraint(pair),
    payConstraint(pair),
  ]
  const employment = employmentConstraint(pair)
  if (employment !== undefined) constraints.push(employment)
  for (const requirement of pair.job.posting.requirements) constraints.push(requirementConstraint(requirement, pair))
  return constraints
}

/**
 * `full`: every must is met. `partial`: the worst is an unknown must, or a few unmet ones that an applicant can mend.
 * `none`: a closed job, no opening left, another kind of work, out of reach; or what the person's own wishes rule out
 * (times, pay, employment): they asked not to see it, and can change the wish; or too much to mend. One day a week more
 * than they said is something to mend.
 */
export const fitOf = (constraints: readonly Constraint[], rules: Rules): Explanation['fit'] => {
  let unmet = 0
  let unknown = false
  for (const constraint of constraints) {
    if (!constraint.must) continue
    if (constraint.verdict === 'unknown') unknown = true
    if (constraint.verdict !== 'unmet') continue
    if (!isMendable(constraint)) return 'none'
    unmet += 1
  }
  if (unmet > rules.weights.mostToMend) return 'none'
  return unmet > 0 || unknown ? 'partial' : 'full'
}

const isMendable = ({ kind, facts }: Constraint): boolean => {
  const { asked, has } = facts
  if (kind === 'times') return asked?.type === 'times' && has?.type === 'times' && isOneDayMore(asked, has)
  return mendable.has(kind)
}

const mendable: ReadonlySet<ConstraintKind> = new Set([
  'licence',
  'language',
  'experience',
  'skill',
  'work-permit',
] satisfies ConstraintKind[])
