import { quantile } from '../../statistics.ts'
import type { SameRow } from './same/compared.ts'
import type { PeerRow } from './timed.ts'

type Direction = { readonly name: string; readonly task: string }
type Compared = Pick<PeerRow, 'task' | 'engine' | 'own' | 'timing'> & { readonly counts: boolean }

/** By how much the best of the others is slower, in each direction. Who returns a row that is not feasible does not count. */
export const summaryOf = (rows: readonly PeerRow[], directions: readonly Direction[]): readonly string[] =>
  against(
    'the best of the others',
    rows.map((row) => ({ ...row, counts: row.feasible === 1 })),
    directions,
  )

/** The same of those that return this engine's lists. Who returns another list does not count. */
export const sameSummaryOf = (rows: readonly SameRow[], directions: readonly Direction[]): readonly string[] =>
  against(
    'the best of the others at the same lists',
    rows.map((row) => ({ ...row, counts: row.same === row.lists })),
    directions,
  )

const against = (whom: string, rows: readonly Compared[], directions: readonly Direction[]): readonly string[] =>
  (['ids', 'explained'] as const).map((own) => {
    const each = directions.map(({ name, task }) => {
      const of = rows.filter((row) => row.task === task)
      const mine = of.find((row) => row.own === own)
      const others = of.filter((row) => row.own === undefined && row.counts)
      const times = [0.5, 0.95].map((share) => {
        const [best] = others
          .map(({ engine, timing }) => ({ engine, ms: quantile(timing.ms, share) }))
          .toSorted((a, b) => a.ms - b.ms)
        if (best === undefined || mine === undefined) return `p${100 * share} not compared`
        return `p${100 * share} ${(best.ms / quantile(mine.timing.ms, share)).toFixed(1)}× (${best.engine})`
      })
      return `${name} ${times.join(', ')}`
    })
    const what = own === 'ids' ? 'ids alone' : 'with explanations, which none of them gives'
    return `- Against ${whom}, ${what}: ${each.join('; ')}.`
  })
