import { type Asked, type Timed, timeOf } from '../timed.ts'

/** What an engine took for a task, and how many of its lists are this engine's, id by id. */
export type SameRow = Omit<Timed<unknown>, 'lists'> & {
  readonly rows: number
  readonly same: number
  readonly lists: number
}

/** The engines in turn; the lists of the first are what those of the others are held against. */
export const compare = async <Query>(
  task: string,
  queries: readonly Query[],
  engines: readonly Asked<Query, readonly string[]>[],
): Promise<readonly SameRow[]> => {
  const timed: Timed<Query>[] = []
  for (const engine of engines) timed.push(await timeOf(task, queries, engine))
  const first = timed[0]?.lists
  return timed.map(({ lists, ...each }) => {
    const all = [...lists]
    return {
      ...each,
      rows: all.reduce((sum, [, ids]) => sum + ids.length, 0) / all.length,
      same: all.filter(([query, ids]) => ids.join() === first?.get(query)?.join()).length,
      lists: all.length,
    }
  })
}

/** Their stored sums hold for jobs whose employers tilt nothing and ask for no skills beyond their kind's, as all jobs here. */
export const asked = <Query>(
  engine: string,
  find: (query: Query) => readonly string[] | Promise<readonly string[]>,
): Asked<Query, readonly string[]> => ({
  engine,
  own: undefined,
  leavesOut: 'reasons, tilts, skills that a job asks for',
  find,
  ids: (ids) => ids,
})
