import type { CommitLease, CommitOutcome } from '@rolecall/core/ports/store'
import type { RawChange } from '../engine.ts'

export type Commit = { readonly changes: readonly RawChange[]; readonly lease: CommitLease | undefined }

/**
 * How commits are carried out: several as one, or `refused` where that cannot be, and one by itself. `mayWait`: alone it waits as long
 * as others have its document locked, where a transaction is refused at once.
 */
export type Transactions = {
  mayWait(commit: Commit): boolean
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
/** How long a document that a transaction of others has locked may keep those that wait for their turn. */
const lockedForMs = 250

/**
 * Commits that come while others are on their way share the next transaction: the commands of a transaction are most of what a
 * commit costs, and they grow by a line where another commit would need its own. Each has an outcome of its own:
 * where the transaction of several is refused, each is carried out by itself.
 */
export const groupCommits = ({
  mayWait,
  together,
  alone,
}: Transactions): ((commit: Commit) => Promise<CommitOutcome>) => {
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
  const byItself = (one: Waiting): Promise<void> => alone(one).then(one.resolve, one.reject)
  const carryOut = async (group: readonly Waiting[]): Promise<void> => {
    const [only] = group
    if (group.length === 1 && only !== undefined && mayWait(only)) return atMost(lockedForMs, byItself(only))
    try {
      const outcomes = await together(group)
      if (outcomes === 'refused') for (const one of group) void byItself(one)
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

/**
 * Resolves once it is through, and after that time if it is not. The server has no such time to give: one that passes while the majority
 * is waited for says nothing of what was written.
 */
const atMost = (ms: number, work: Promise<void>): Promise<void> => {
  const enough = Promise.withResolvers<void>()
  const timer = setTimeout(enough.resolve, ms)
  void work.then(() => {
    clearTimeout(timer)
    enough.resolve()
  })
  return enough.promise
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
