import type { Change, CommitLease, CommitOutcome } from '@rolecall/core/ports/store'
import fc from 'fast-check'
import { type Command, command } from './commands.ts'
import { asked, isOneOf } from './commits.ts'
import { commitIn, fork, type Model, type Outcomes } from './model.ts'
import { same } from './told.ts'

/** A commit whose changes say what stood before either of the two was made. */
type Runner = { readonly changes: readonly Change[]; readonly lease: CommitLease | undefined }

/** Two commits at the same time, of both processes or of one: it must come to the same as one after the other, in either order. */
export const races: fc.Arbitrary<Command> = fc.tuple(asked(2), asked(2), fc.nat(1)).map(([one, other, by]) => {
  const says = `at once, 0: ${one.says} and ${by}: ${other.says}`
  return command(says, async (model, processes) => {
    const [first, second] = [one, other].map(({ wishes, lease }): Runner => {
      const under = lease(model)
      return { changes: commitIn(fork(model), wishes(model), under).changes, lease: under }
    })
    if (first === undefined || second === undefined) return
    const told = await Promise.all([
      processes[0].commit(first.changes, first.lease),
      processes[by === 0 ? 0 : 1].commit(second.changes, second.lease),
    ])
    const [ahead, behind] = [fork(model), fork(model)]
    const inOrder: Both = [outcomesIn(ahead, first), outcomesIn(ahead, second)]
    const reversed = [outcomesIn(behind, second), outcomesIn(behind, first)].toReversed()
    if (fits(inOrder, told)) return adopt(model, ahead)
    if (fits(reversed, told)) return adopt(model, behind)
    same(`${says}: in no order`, told, { inOrder, reversed })
  })
})

type Both = readonly Outcomes[]

const outcomesIn = (model: Model, { changes, lease }: Runner): Outcomes =>
  commitIn(
    model,
    changes.map((change) => () => change),
    lease,
  ).outcomes

const fits = (both: Both, told: readonly CommitOutcome[]): boolean =>
  told.every((outcome, at) => {
    const outcomes = both[at]
    return outcomes !== undefined && isOneOf(outcomes, outcome)
  })

const adopt = (model: Model, { documents, lanes, feed }: Model): void => {
  model.documents = documents
  model.lanes = lanes
  for (const [name, what] of feed.changed) model.feed.changed.set(name, what)
}
