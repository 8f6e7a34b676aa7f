import { quantile } from '../../statistics.ts'
import type { PeerRow } from './timed.ts'

type Direction = { readonly name: string; readonly task: string }

/** By how much the best of the others is slower, in each direction. Who returns a row that is not feasible does not count. */
export const summaryOf = (rows: readonly PeerRow[], directions: readonly Direction[]): readonly string[] =>
  (['ids', 'explained'] as const).map((own) => {
    const each = directions.map(({ name, task }) => {
      const of = rows.filter((row) => row.task === task)
      const mine = of.find((row) => row.own === own)
      const others = of.filter((row) => row.own === undefined && row.feasible === 1)
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
    return `- Against the best of the others, ${what}: ${each.join('; ')}.`
  })
