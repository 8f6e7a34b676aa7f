import type { AuditTable, Comparison } from './compare.ts'
import type { Pool, Selection } from './decisions.ts'

/** All that a report says. */
export type BiasAudit = Comparison & {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly madeOn: Temporal.PlainDate
  readonly organisationId: string | undefined
  readonly pool: Pool
  readonly selection: Selection
  readonly leaveOutSmall: boolean
  /** Rows of the file of categories, and of these the ones that Rolecall has no person for, or that are not compared here. */
  readonly file: { readonly rows: number; readonly unknownPeople: number; readonly notCompared: number }
}

export const titleOf = ({ from, to }: BiasAudit): string => `Bias audit, ${from} to ${to}`

const compared: Readonly<Record<Pool, (count: number) => string>> = {
  applicants: (count) => `${plural(count, 'application')} made in the period`,
  listed: (count) =>
    `${plural(count, 'pair')} of a person and a job that ${was(count)} in lists shown to employers in the period`,
  everyone: (count) =>
    `${plural(count, 'pair')} of a person and a job that ${was(count)} in any list, or applied for, in the period`,
}

const selected: Readonly<Record<Selection, string>> = {
  shown: 'stood in a list that was shown to the employer in the period',
  invited: 'was invited by the employer to apply',
  applied: 'applied',
  'moved-on': 'was moved on by the employer: shortlisted, or further',
  interview: 'was moved by the employer to an interview, or further',
  offer: 'was made an offer, or hired',
  hired: 'was hired',
}

/** What was compared and what was left out, a sentence each. */
export const factsOf = (audit: BiasAudit): readonly string[] => {
  const { forgotten, waiting, withdrawn, file, people, pairs, medianScore, organisationId, madeOn } = audit
  const told = (count: number, sentence: string) => (count === 0 ? [] : [sentence])
  return [
    `Compared: ${compared[audit.pool](pairs)}; ${plural(people, 'person', 'people')}. Days are in UTC.`,
    `Made on ${madeOn}: what came of them counts up to then.`,
    ...(organisationId === undefined ? [] : [`Only jobs of ${organisationId}.`]),
    `Selected: who ${selected[audit.selection]}.`,
    `Score: as it was stored then. The median of all is ${medianScore?.toFixed(3)}; "above" counts scores over it.`,
    `Scored by: ${audit.versions.map(({ scoredBy, count }) => `${scoredBy} (${count.toLocaleString('en')})`).join('; ')}.`,
    ...told(withdrawn, `Left out of the selection rates: ${withdrawn} who withdrew before they were selected.`),
    ...told(waiting, `Not decided yet: ${plural(waiting, 'application')}, which ${count(waiting)} as not selected.`),
    ...told(forgotten, `Forgotten people, at least ${forgotten}: they count as unknown.`),
    `The file has ${plural(file.rows, 'row')}: ${file.unknownPeople} of people whom Rolecall does not know, ${file.notCompared} of people who are not compared here.`,
  ]
}

const plural = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`
const was = (count: number): string => (count === 1 ? 'was' : 'were')
const count = (number: number): string => (number === 1 ? 'counts' : 'count')

export const headingOf = ({ measure, columns }: AuditTable): string =>
  `${measure === 'selection' ? 'Selection' : 'Scoring'} rate by ${columns.join(' and ')}`

const poolHeads: Readonly<Record<Pool, string>> = { applicants: 'applicants', listed: 'listed', everyone: 'in all' }

/** The heads of the two counts of a table. */
export const countHeads = ({ pool, selection }: BiasAudit, { measure }: AuditTable): readonly [string, string] => [
  poolHeads[pool],
  measure === 'scoring' ? 'above' : selection.replace('-', ' '),
]

/** What must be known to read a table rightly. */
export const notesOf = ({ rates: { categories, known }, measure }: AuditTable): readonly string[] => {
  const leftOut = categories.filter(({ isLeftOut }) => isLeftOut)
  const highest = categories.find(({ isLeftOut }) => !isLeftOut)
  if (known === 0) return ['Nobody who is compared here has a row with this in the file.']
  return [
    ...(highest?.hits === 0
      ? [`No impact ratio: nobody ${measure === 'selection' ? 'was selected' : 'is above'}.`]
      : []),
    ...(highest !== undefined && highest.share < 0.02
      ? [
          `The highest rate is that of ${highest.category}, under 2 % of those known: --leave-out-small compares without it.`,
        ]
      : []),
    ...leftOut.map(
      ({ category, total }) =>
        `No impact ratio for ${category}: ${total} of ${known} known is under 2 %, too few to compare.`,
    ),
  ]
}

export const legend: readonly string[] = [
  '! marks an impact ratio under 0.80, the four-fifths rule (29 CFR 1607.4(D)).',
  "p is Fisher's exact test, two-sided, against the category with the highest rate.",
  'Figures, not a verdict: docs/audit.md says what they do not show.',
]

export const percentOf = (rate: number): string => `${(100 * rate).toFixed(1)} %`

/** Two digits; more where two would hide that it is under 0.80. */
export const ratioOf = (ratio: number | undefined, isUnderFourFifths: boolean): string => {
  if (ratio === undefined) return '–'
  const short = ratio.toFixed(2)
  return isUnderFourFifths && short === '0.80' ? (Math.floor(ratio * 10_000) / 10_000).toFixed(4) : short
}

export const pOf = (pValue: number | undefined): string => {
  if (pValue === undefined) return '–'
  return pValue < 0.0001 ? '<0.0001' : pValue.toFixed(4)
}
