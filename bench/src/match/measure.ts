import { quantile } from '../statistics.ts'

/** Milliseconds of each query. */
export type Timing = { readonly name: string; readonly ms: readonly number[] }

const passes = 5

/**
 * All queries one after the other, five times over; of each the shortest time counts. What other processes take of the
 * machine falls out so, and between two passes the caches of the processor have seen all the other queries.
 */
export const measure = <Query>(name: string, queries: readonly Query[], run: (query: Query) => unknown): Timing => {
  const times = queries.map((): number[] => [])
  for (let pass = 0; pass < passes; pass += 1)
    for (const [index, query] of queries.entries()) {
      const startedAt = performance.now()
      run(query)
      times[index]?.push(performance.now() - startedAt)
    }
  return { name, ms: times.map((each) => Math.min(...each)) }
}

/** The same for what may answer later. */
export const measureAsync = async <Query>(
  name: string,
  queries: readonly Query[],
  run: (query: Query) => unknown,
): Promise<Timing> => {
  const times = queries.map((): number[] => [])
  for (let pass = 0; pass < passes; pass += 1)
    for (const [index, query] of queries.entries()) {
      const startedAt = performance.now()
      const answer = run(query)
      if (answer instanceof Promise) await answer
      times[index]?.push(performance.now() - startedAt)
    }
  return { name, ms: times.map((each) => Math.min(...each)) }
}

export const rowOf = ({ name, ms }: Timing): string => {
  const at = (share: number) => quantile(ms, share).toFixed(2)
  const perSecond = (1000 * ms.length) / ms.reduce((sum, each) => sum + each, 0)
  return `| ${name} | ${ms.length} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${Math.round(perSecond).toLocaleString('en')} |`
}

export const timingHead = '| task | queries | p50 ms | p95 ms | p99 ms | a second |\n|---|---|---|---|---|---|'
