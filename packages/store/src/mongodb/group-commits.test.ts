import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CommitOutcome } from '@rolecall/core/ports/store'
import { type Commit, groupCommits } from './group-commits.ts'

const committed: CommitOutcome = { outcome: 'committed', existing: [] }
const commitOf = (...ids: readonly string[]): Commit => ({
  lease: undefined,
  changes: ids.map((id) => ({ op: 'delete', collection: 'tasks', id, expected: 1 })),
})
const idsOf = ({ changes }: Commit) => changes.map((change) => (change.op === 'delete' ? change.id : '')).join('+')

/** Transactions that end when they are told to, and remember what they were given. */
const slowly = () => {
  const groups: string[][] = []
  const ends: ((outcome: 'committed' | 'refused') => void)[] = []
  const alone: string[] = []
  const commit = groupCommits({
    mayWait: (one) => idsOf(one).startsWith('single'),
    together: (commits) => {
      groups.push(commits.map(idsOf))
      return new Promise((resolve) =>
        ends.push((outcome) => resolve(outcome === 'refused' ? 'refused' : commits.map(() => committed))),
      )
    },
    alone: async (one) => {
      alone.push(idsOf(one))
      if (idsOf(one) === 'single locked') return new Promise(() => {})
      return idsOf(one) === 'late' ? { outcome: 'conflict', collection: 'tasks', id: 'late' } : committed
    },
  })
  return { commit, groups, alone, end: (outcome: 'committed' | 'refused' = 'committed') => ends.shift()?.(outcome) }
}
const turn = () => new Promise(setImmediate)

test('commits of one turn share a transaction, and those that come while two are on their way the next one', async () => {
  const { commit, groups, end } = slowly()
  const first = ['a', 'b'].map((id) => commit(commitOf(id)))
  await turn()
  void commit(commitOf('c'))
  await turn()
  const later = ['d', 'e', 'f'].map((id) => commit(commitOf(id)))
  await turn()
  assert.deepEqual(groups, [['a', 'b'], ['c']])
  end()
  await Promise.all(first)
  await turn()
  assert.deepEqual(groups, [['a', 'b'], ['c'], ['d', 'e', 'f']])
  end()
  end()
  assert.deepEqual(await Promise.all(later), [committed, committed, committed])
})

test('two commits that write the same document do not share a transaction', async () => {
  const { commit, groups } = slowly()
  for (const ids of [['a'], ['b', 'c'], ['c'], ['d']]) void commit(commitOf(...ids))
  await turn()
  assert.deepEqual(groups, [
    ['a', 'b+c'],
    ['c', 'd'],
  ])
})

test('where a transaction of several is refused, each is carried out alone and hears what became of it', async () => {
  const { commit, alone, end } = slowly()
  const outcomes = ['a', 'late', 'b'].map((id) => commit(commitOf(id)))
  await turn()
  end('refused')
  assert.deepEqual(
    (await Promise.all(outcomes)).map(({ outcome }) => outcome),
    ['committed', 'conflict', 'committed'],
  )
  assert.deepEqual(alone, ['a', 'late', 'b'])
})

test('a commit that changes a document twice is carried out alone, change by change', async () => {
  const { commit, groups, alone } = slowly()
  assert.deepEqual(await commit(commitOf('a', 'a')), committed)
  assert.deepEqual([groups, alone], [[], ['a+a']])
})

test('a transaction holds sixteen commits or two hundred changes, and at least one commit', async () => {
  const { commit, groups, end } = slowly()
  const many = (from: number, count: number) => commitOf(...Array.from({ length: count }, (_, at) => `${from + at}`))
  void commit(many(1000, 300))
  void commit(many(2000, 150))
  void commit(many(3000, 60))
  for (let at = 0; at < 20; at += 1) void commit(many(4000 + at, 1))
  for (let round = 0; round < 4; round += 1) {
    await turn()
    end()
    await turn()
    end()
  }
  await turn()
  assert.deepEqual(
    groups.map(({ length }) => length),
    [1, 1, 16, 5],
  )
})

test('a commit that waits for what others have locked keeps its place for a moment, and no longer', async () => {
  const { commit, groups, alone } = slowly()
  void commit(commitOf('single locked'))
  await turn()
  void commit(commitOf('a'))
  await turn()
  const later = commit(commitOf('single'))
  await turn()
  assert.deepEqual([groups, alone], [[['a']], ['single locked']], 'both places are taken')
  assert.deepEqual(await later, committed)
})
