import type { Categories } from './categories.ts'
import { type Decision, isByEmployer, isSelected, type Selection } from './decisions.ts'
import { median, type RateTable, ratesOf, tallyOf } from './rates.ts'

/** `columns`: one, or the two whose intersection is compared. */
export type AuditTable = {
  readonly measure: 'selection' | 'scoring'
  readonly columns: readonly string[]
  readonly rates: RateTable
}

export type Comparison = {
  readonly tables: readonly AuditTable[]
  /** Pairs of a person and a job, and the people among them who are not forgotten. */
  readonly pairs: number
  readonly people: number
  readonly forgotten: number
  /** Withdrew before the employer had selected them: in no selection rate. */
  readonly withdrawn: number
  /** Neither selected yet nor told that they are not: they count as not selected. */
  readonly waiting: number
  readonly medianScore: number | undefined
  /** How many scores are of each version of what scored, most first. */
  readonly versions: readonly { readonly scoredBy: string; readonly count: number }[]
}

type Choice = { readonly selection: Selection; readonly leaveOutSmall: boolean }
type Counted = { readonly decision: Decision; readonly isHit: boolean }

/** Selection and scoring rates by each column, then by the intersection of the first two. */
export const compare = (
  decisions: readonly Decision[],
  categories: Categories,
  { selection, leaveOutSmall }: Choice,
): Comparison => {
  const medianScore = median(decisions.map(({ score }) => score))
  const withdrawn = new Set(decisions.filter((decision) => hasWithdrawn(decision, selection)))
  const measures = {
    selection: decisions.flatMap((decision): Counted[] =>
      withdrawn.has(decision) ? [] : [{ decision, isHit: isSelected(decision, selection) }],
    ),
    scoring: decisions.map((decision): Counted => ({ decision, isHit: decision.score > (medianScore ?? 1) })),
  }
  const tablesOf = (measure: AuditTable['measure']) =>
    groupings(categories).map(({ columns, categoryOf }) => {
      const rows = measures[measure].map(({ decision, isHit }) => ({ category: categoryOf(decision), isHit }))
      return { measure, columns, rates: ratesOf(tallyOf(rows), { leaveOutSmall }) }
    })
  const known = decisions.flatMap(({ personId }) => personId ?? [])
  return {
    tables: [...tablesOf('selection'), ...tablesOf('scoring')],
    pairs: decisions.length,
    people: new Set(known).size,
    forgotten: decisions.length - known.length,
    withdrawn: withdrawn.size,
    waiting: decisions.filter((decision) => isWaiting(decision, selection)).length,
    medianScore,
    versions: versionsOf(decisions),
  }
}

const versionsOf = (decisions: readonly Decision[]): Comparison['versions'] => {
  const counts = new Map<string, number>()
  for (const { scoredBy } of decisions) counts.set(scoredBy, (counts.get(scoredBy) ?? 0) + 1)
  return [...counts].map(([scoredBy, count]) => ({ scoredBy, count })).toSorted((a, b) => b.count - a.count)
}

const hasWithdrawn = (decision: Decision, selection: Selection): boolean =>
  isByEmployer(selection) && decision.application?.state === 'withdrawn' && !isSelected(decision, selection)

const isWaiting = (decision: Decision, selection: Selection): boolean => {
  const state = decision.application?.state
  if (!isByEmployer(selection) || state === undefined || isSelected(decision, selection)) return false
  return state !== 'withdrawn' && state !== 'not-selected'
}

type Grouping = {
  readonly columns: readonly string[]
  readonly categoryOf: (decision: Decision) => string | undefined
}

const groupings = ({ columns, byPerson }: Categories): readonly Grouping[] => {
  const valuesOf = ({ personId }: Decision) => (personId === undefined ? undefined : byPerson.get(personId))
  const single = columns.map(
    (column, at): Grouping => ({ columns: [column], categoryOf: (one) => valuesOf(one)?.[at] }),
  )
  const [first, second] = columns
  if (first === undefined || second === undefined) return single
  const both: Grouping = {
    columns: [first, second],
    categoryOf: (decision) => {
      const [one, other] = valuesOf(decision) ?? []
      return one === undefined || other === undefined ? undefined : `${one} / ${other}`
    },
  }
  return [...single, both]
}
