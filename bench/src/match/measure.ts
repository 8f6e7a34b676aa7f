import { quantile } from '../statistics.ts'

/** Milliseconds of each run, one after the other, after as many to warm up as asked. */
export type Timing = { readonly name: string; readonly ms: readonly number[] }

export const measure = <Query>(
  name: string,
  queries: readonly Query[],
  run: (query: Query) => unknown,
  warmUp = 300,
): Timing => {
  // From the other end, so that what is measured was not just looked at.
  for (const query of queries.toReversed().slice(0, warmUp)) run(query)
  const ms = queries.map((query) => {
    const startedAt = performance.now()
    run(query)
    return performance.now() - startedAt
  })
  return { name, ms }
}

export const rowOf = ({ name, ms }: Timing): string => {
  const at = (share: number) => quantile(ms, share).toFixed(2)
  const perSecond = (1000 * ms.length) / ms.reduce((sum, each) => sum + each, 0)
  return `| ${name} | ${ms.length} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${Math.round(perSecond).toLocaleString('en')} |`
}

export const timingHead = '| task | queries | p50 ms | p95 ms | p99 ms | a second |\n|---|---|---|---|---|---|'
