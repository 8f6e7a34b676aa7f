import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { Store } from '@rolecall/core/ports/store'
import { findMongod, startReplicaSet } from '@rolecall/test-servers/replica-set'
import { organisation, putOrganisation, putTask, task } from '../contract/samples.ts'
import { testKeys } from '../contract/world.ts'
import { openStore } from '../open-store.ts'

const skip = findMongod() ? false : 'no mongod: set MONGOD or put it on the PATH'

const clock = { now: () => 0 }

test('mongodb: a lost connection is an unknown commit and an unavailable read, and heals', { skip }, async () => {
  const replicaSet = await startReplicaSet()
  try {
    await using store = await openStore({ url: replicaSet.url('lost'), keys: testKeys, clock })
    await store.commit([putTask(task('t0'))])
    await replicaSet.killPrimary()
    const commits = [[putTask(task('t1'))], [putTask(task('t2')), putOrganisation(organisation('org_1'))]]
    for (const commit of commits) assert.deepEqual(await store.commit(commit), { outcome: 'unknown' })
    await assert.rejects(store.get('tasks', 't0'), { name: 'StoreUnavailable' })
    await assert.rejects(store.ping(), { name: 'StoreUnavailable' })
    const startedAt = performance.now()
    await assert.rejects(store.get('tasks', 't0'), { name: 'StoreUnavailable' })
    assert.ok(performance.now() - startedAt < 500, 'once it is known to be away, nobody waits')
    await replicaSet.restart()
    while ((await store.commit([putTask(task('t1'))])).outcome !== 'committed')
      await new Promise((resolve) => setTimeout(resolve, 50))
    assert.equal((await store.getMany('tasks', ['t0', 't1'])).length, 2)
  } finally {
    await replicaSet.stop()
  }
})

test('mongodb: when the primary is killed nothing acknowledged is lost, and the feed misses nothing', {
  skip,
}, async () => {
  const replicaSet = await startReplicaSet({ members: 3 })
  try {
    await using store = await openStore({ url: replicaSet.url('failover'), keys: testKeys, clock })
    await using feed = hear(store)
    const stop = new AbortController()
    const writers = Array.from({ length: 8 }, (_, writer) => writeUntil(store, writer, stop.signal))
    await feed.until((heard) => heard.size >= 100)
    await replicaSet.killPrimary()
    const before = feed.heard.size
    await feed.until((heard) => heard.size >= before + 100)
    stop.abort()
    const acknowledged = (await Promise.all(writers)).flat()
    const ids = acknowledged.map((name) => `task ${name}`)
    assert.equal((await store.getMany('tasks', ids)).length, ids.length)
    await feed.until((heard) => acknowledged.every((name) => heard.has(`org ${name}`)))
  } finally {
    await replicaSet.stop()
  }
})

test('mongodb: a write that the majority takes late is committed, alone as with others', { skip }, async () => {
  const replicaSet = await startReplicaSet({ members: 3 })
  try {
    await using store = await openStore({ url: replicaSet.url('late'), keys: testKeys, clock })
    await store.commit([putOrganisation(organisation('org_1'))])
    const commits = [
      [putOrganisation(organisation('org_1'), 1)],
      [putOrganisation(organisation('org_2')), putOrganisation(organisation('org_3'))],
      [putTask(task('t1'))],
    ]
    const thaw = await replicaSet.freezeSecondaries()
    const outcomes = []
    // Those of one turn would go together.
    for (const commit of commits) {
      outcomes.push(store.commit(commit))
      await delay(20)
    }
    await delay(700)
    thaw()
    for (const { outcome } of await Promise.all(outcomes)) assert.equal(outcome, 'committed')
    assert.equal((await store.get('organisations', 'org_1'))?.revision, 2)
  } finally {
    await replicaSet.stop()
  }
})

/** Commits pairs until the signal; gives the names of those that were acknowledged. */
const writeUntil = async (store: Store, writer: number, signal: AbortSignal): Promise<string[]> => {
  const acknowledged: string[] = []
  for (let n = 0; !signal.aborted; n += 1) {
    const name = `${writer}.${n}`
    const pair = [putTask(task(`task ${name}`, { lane: name }), 'absent'), putOrganisation(organisation(`org ${name}`))]
    if ((await store.commit(pair)).outcome === 'committed') acknowledged.push(name)
  }
  return acknowledged
}

type Heard = ReadonlySet<string>

/** Follows the feed in the background; `until` resolves with the change that makes the condition true. */
const hear = (
  store: Store,
): AsyncDisposable & { heard: Heard; until(met: (heard: Heard) => boolean): Promise<void> } => {
  const heard = new Set<string>()
  const waiting = new Set<() => void>()
  const stop = new AbortController()
  const follow = async (): Promise<void> => {
    for await (const change of store.changes({ signal: stop.signal })) {
      assert.ok('id' in change, 'the token is not lost')
      heard.add(change.id)
      for (const check of [...waiting]) check()
    }
  }
  const done = follow()
  const until = (met: (heard: Heard) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!met(heard)) return
        waiting.delete(check)
        resolve()
      }
      waiting.add(check)
      check()
    })
  const dispose = async (): Promise<void> => {
    stop.abort()
    await done
  }
  return { heard, until: (met) => Promise.race([until(met), done]), [Symbol.asyncDispose]: dispose }
}
