import type { CommitLease, CommitOutcome } from '@rolecall/core/ports/store'
import type { RawChange } from '../engine.ts'

export type Commit = { readonly changes: readonly RawChange[]; readonly lease: CommitLease | undefined }

/** How commits are carried out: several as one, or `refused` where that cannot be, and one by itself. */
export type Transactions = {
  together(commits: readonly Commit[]): Promise<readonly CommitOutcome[] | 'refused'>
  alone(commit: Commit): Promise<CommitOutcome>
}

type Waiting = Commit & {
  readonly touched: ReadonlySet<string>
  readonly resolve: (outcome: CommitOutcome) => void
  readonly reject: (error: unknown) => void
}

/** Transactions that are on their way at once, and what the largest one holds. */
const mostAtOnce = 2
const mostCommits = 16
const mostChanges = 200

/**
 * Commits that come while others are on their way share the next transaction: the commands of a transaction are most of what a
 * commit costs, and they grow by a line where another commit would need its own. Each has an outcome of its own:
 * where the transaction of several is refused, each is carried out by itself.
 */
export const groupCommits = ({ together, alone }: Transactions): ((commit: Commit) => Promise<CommitOutcome>) => {
  let waiting: Waiting[] = []
  let underWay = 0
  let planned = false
  const next = (): void => {
    planned = false
    while (underWay < mostAtOnce && waiting.length > 0) {
      const group = groupOf(waiting)
      const taken = new Set(group)
      waiting = waiting.filter((one) => !taken.has(one))
      underWay += 1
      void carryOut(group).then(() => {
        underWay -= 1
        next()
      })
    }
  }
  const carryOut = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const outcomes = await together(group)
      if (outcomes === 'refused') for (const one of group) alone(one).then(one.resolve, one.reject)
      else for (const [at, { resolve }] of group.entries()) resolve(outcomes[at] ?? { outcome: 'unknown' })
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }
  return ({ changes, lease }) => {
    const touched = touchedBy({ changes, lease })
    // What changes a document twice does so in its own order.
    if (touched.size < changes.length + (lease === undefined ? 0 : 1)) return alone({ changes, lease })
    return new Promise((resolve, reject) => {
      waiting.push({ changes, lease, touched, resolve, reject })
      if (planned) return
      planned = true
      // Those of one turn of the loop go together.
      setImmediate(next)
    })
  }
}

const touchedBy = ({ changes, lease }: Commit): ReadonlySet<string> =>
  new Set([
    ...changes.map((change) => `${change.collection}/${change.op === 'put' ? change.content.id : change.id}`),
    ...(lease === undefined ? [] : [`lane/${lease.lane}`]),
  ])

/** The first that wait, up to one that does not fit: two that write the same document cannot share a transaction. */
const groupOf = (waiting: readonly Waiting[]): readonly Waiting[] => {
  const touched = new Set<string>()
  let changes = 0
  const end = waiting.findIndex((one, at) => {
    changes += one.changes.length
    const fits = at < mostCommits && changes <= mostChanges && one.touched.isDisjointFrom(touched)
    for (const name of one.touched) touched.add(name)
    return at > 0 && !fits
  })
  return end === -1 ? waiting : waiting.slice(0, end)
}
