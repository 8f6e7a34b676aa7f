import { measureAsync, type Timing } from '../measure.ts'

/** An engine with a task: how it is asked, and which ids its answer holds. */
export type Asked<Query, Answer> = {
  readonly engine: string
  readonly own: 'ids' | 'explained' | undefined
  readonly leavesOut: string
  find(query: Query): Answer | Promise<Answer>
  ids(answer: Answer): readonly string[]
}

/** What an engine took for a task, and its list for each query. */
export type Timed<Query> = Pick<Asked<Query, unknown>, 'engine' | 'own' | 'leavesOut'> & {
  readonly task: string
  readonly timing: Timing
  readonly lists: ReadonlyMap<Query, readonly string[]>
}

export const timeOf = async <Query, Answer>(
  task: string,
  queries: readonly Query[],
  { engine, own, leavesOut, find, ids }: Asked<Query, Answer>,
): Promise<Timed<Query>> => {
  const lists = new Map<Query, readonly string[]>()
  const timing = await measureAsync(engine, queries, find)
  for (const query of queries) lists.set(query, ids(await find(query)))
  return { task, engine, own, leavesOut, timing, lists }
}

/** With the rows that a list has, and which of them a second implementation of the constraints agrees to, from 0 to 1. */
export type PeerRow = Omit<Timed<unknown>, 'lists'> & { readonly rows: number; readonly feasible: number }

export const tally = <Query>(
  { lists, ...timed }: Timed<Query>,
  fits: (query: Query, id: string) => boolean,
): PeerRow => {
  let [all, feasible] = [0, 0]
  for (const [query, ids] of lists) {
    all += ids.length
    feasible += ids.filter((id) => fits(query, id)).length
  }
  return { ...timed, rows: all / lists.size, feasible: all === 0 ? 1 : feasible / all }
}

const common = 'four of the six parts of the score, partial fits, reasons'

export const peerOf = <Query>(
  peer: { readonly name: string; readonly leavesOut: string },
  find: (query: Query) => readonly string[] | Promise<readonly string[]>,
): Asked<Query, readonly string[]> => ({
  engine: peer.name,
  own: undefined,
  leavesOut: [common, ...(peer.leavesOut === '' ? [] : [peer.leavesOut])].join('; '),
  find,
  ids: (answer) => answer,
})
