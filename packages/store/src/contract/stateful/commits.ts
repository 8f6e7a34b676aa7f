import { isDeepStrictEqual } from 'node:util'
import type { CommitLease, CommitOutcome } from '@rolecall/core/ports/store'
import fc from 'fast-check'
import { by, type Command, collectionNames, command, processOf } from './commands.ts'
import { type Content, contents, documentsEach, idOf, laneName } from './contents.ts'
import { commitIn, type Model, type Outcomes, type Wish } from './model.ts'
import { same } from './told.ts'

type Wanted = { readonly says: string; readonly wish: (model: Model) => Wish }

/** `fitting`: what stands, or its absence. `behind`, `ahead`: a revision next to it. */
type Expected = 'fitting' | 'behind' | 'ahead' | 'absent' | 'if-absent'

const nth = fc.nat(documentsEach - 1)

const put = fc
  .tuple(
    contents,
    nth,
    fc.oneof(
      { weight: 5, arbitrary: fc.constant<Expected>('fitting') },
      fc.constantFrom<Expected[]>('behind', 'ahead', 'absent', 'if-absent'),
    ),
  )
  .map(([content, nth, expected]): Wanted => {
    const id = idOf(content.collection, nth)
    return {
      says: `put ${id} (${expected}) ${content.says}`,
      wish: (model) => putOf(model, content, { nth, expected }),
    }
  })

const putOf =
  (model: Model, content: Content, { nth, expected }: { readonly nth: number; readonly expected: Expected }): Wish =>
  (kept) => {
    const stands = kept(content.collection).get(idOf(content.collection, nth))?.revision
    return content.put({ nth, model, expected: expectedOf(expected, stands) })
  }

const expectedOf = (expected: Expected, stands: number | undefined): number | 'absent' | 'if-absent' => {
  switch (expected) {
    case 'fitting':
      return stands ?? 'absent'
    case 'behind':
      return (stands ?? 2) - 1
    case 'ahead':
      return (stands ?? 0) + 1
    default:
      return expected
  }
}

const remove = fc
  .tuple(fc.constantFrom(...collectionNames), nth, fc.constantFrom(0, 0, 0, 1))
  .map(([collection, nth, ahead]): Wanted => {
    const id = idOf(collection, nth)
    const wish: Wish = (kept) => {
      const expected = (kept(collection).get(id)?.revision ?? 1) + ahead
      return { op: 'delete', collection, id, expected }
    }
    return { says: `delete ${id}${ahead ? ' (ahead)' : ''}`, wish: () => wish }
  })

/** Under which lease: the latest of a lane, any that was ever given, or one that nobody gave. */
const lease = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ says: '', of: (): CommitLease | undefined => undefined }) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(2), fc.boolean()).map(([back, ends]) => ({
      says: ` under lease ${back ? `${back} before the last` : 'the last'}${ends ? ', which ends' : ''}`,
      of: (model: Model) => ({ ...(model.leases.at(-1 - back) ?? { lane: laneName(model, 0), fence: 1 }), ends }),
    })),
  },
)

const change = fc.oneof({ weight: 4, arbitrary: put }, { weight: 1, arbitrary: remove })

/** Changes and the lease that they are made under. */
export type Asked = {
  readonly says: string
  readonly wishes: (model: Model) => readonly Wish[]
  readonly lease: LeaseOf
}
type LeaseOf = (model: Model) => CommitLease | undefined

export const asked = (mostChanges: number): fc.Arbitrary<Asked> =>
  fc.tuple(fc.array(change, { minLength: 1, maxLength: mostChanges }), lease).map(([wanted, lease]) => ({
    says: `commit${lease.says} [${wanted.map(({ says }) => says).join('; ')}]`,
    wishes: (model) => wanted.map(({ wish }) => wish(model)),
    lease: lease.of,
  }))

export const isOneOf = (outcomes: Outcomes, told: CommitOutcome): boolean =>
  outcomes.some((outcome) => isDeepStrictEqual(outcome, told))

export const commits: fc.Arbitrary<Command> = fc.tuple(by, asked(4)).map(([by, asked]) => {
  const says = `${by}: ${asked.says}`
  return command(says, async (model, processes) => {
    const lease = asked.lease(model)
    const { changes, outcomes } = commitIn(model, asked.wishes(model), lease)
    const told = await processOf(processes, by).commit(changes, lease)
    same(says, told, isOneOf(outcomes, told) ? told : outcomes[0])
  })
})
