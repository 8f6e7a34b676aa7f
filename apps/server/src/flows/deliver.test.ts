import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { SendResult } from '@rolecall/core/ports/messenger'
import type { Change, Store } from '@rolecall/core/ports/store'
import { amina } from '../testing/stories.ts'
import { createWorld, type World } from '../testing/world.ts'
import type { TaskResult } from '../worker.ts'
import { deliver } from './deliver.ts'

const away: SendResult = { outcome: 'refused', reaction: 'retry-later', code: 131000, details: '' }

type State = DocumentOf<'outbox'>['state']

/** A world in which one message waits, and what delivers it. */
const withOneQueued = async () => {
  const world = await createWorld()
  world.messenger.answer = () => away
  await world.say(amina, 'Hi')
  world.messenger.answer = undefined
  const { items } = await world.deps.store.find('outbox', { index: 'state', where: ['queued'], limit: 2 })
  const id = items[0]?.doc.id ?? ''
  return { world, state: async () => (await world.deps.store.get('outbox', id))?.doc.state }
}

const deliverWith = async (world: World, store: Store): Promise<TaskResult['result']> => {
  world.now += 3_600_000
  const due = { queue: 'deliver', now: world.now, leaseMs: 60_000, lanes: 1, tasksPerLane: 1 }
  const [claimed] = await world.deps.store.claim(due)
  const [task] = claimed?.tasks ?? []
  assert.ok(claimed && task)
  for (let run = 0; run < 10; run += 1) {
    const { result } = await deliver({ ...world.deps, store }, task, claimed.lease)
    if (result !== 'again') return result
  }
  return 'again'
}

/** Does not say what became of the first commits that put the message into this state; `stands` says whether they do. */
const silentOn = (store: Store, state: State, stands: readonly boolean[]): Store => {
  const left = [...stands]
  const isOf = (change: Change) => change.op === 'put' && change.collection === 'outbox' && change.doc.state === state
  return {
    ...store,
    async commit(changes, lease) {
      if (!changes.some(isOf) || left.length === 0) return store.commit(changes, lease)
      if (left.shift() === true) await store.commit(changes, lease)
      return { outcome: 'unknown' }
    },
  }
}

for (const stands of [[true], [false], [false, true], [true, true, true]])
  test(`a message whose mark nobody told of leaves once: ${stands.map((one) => (one ? 'stood' : 'did not stand'))}`, async () => {
    const { world, state } = await withOneQueued()
    await using _world = world
    assert.equal(await deliverWith(world, silentOn(world.deps.store, 'sending', stands)), 'done')
    assert.deepEqual([world.messenger.sent.length, await state()], [1, 'accepted'])
  })

test('a message that somebody else marked meanwhile is theirs to send', async () => {
  const { world, state } = await withOneQueued()
  await using _world = world
  const { store } = world.deps
  const quicker: Store = {
    ...store,
    async commit(changes, lease) {
      const theirs = changes.map((change) =>
        change.op === 'put' && change.collection === 'outbox' && change.doc.state === 'sending'
          ? { ...change, doc: { ...change.doc, mark: 'theirs' } }
          : change,
      )
      const outcome = await store.commit(theirs, lease)
      return theirs.some((change, at) => change !== changes[at]) ? { outcome: 'unknown' } : outcome
    },
  }
  assert.equal(await deliverWith(world, quicker), 'done')
  assert.deepEqual([world.messenger.sent.length, await state()], [0, 'unknown'])
})

for (const stands of [true, false])
  test(`a message that was refused for now waits, where nobody told that it does and it ${stands ? 'does' : 'does not'}`, async () => {
    const { world, state } = await withOneQueued()
    await using _world = world
    world.messenger.answer = () => away
    assert.equal(await deliverWith(world, silentOn(world.deps.store, 'queued', [stands])), 'retry')
    assert.equal(await state(), 'queued')
  })

for (const stands of [[true], [false], [false, true]])
  test(`what WhatsApp said is written down where nobody told that it was: ${stands.map((one) => (one ? 'stood' : 'did not stand'))}`, async () => {
    const { world, state } = await withOneQueued()
    await using _world = world
    const result = await deliverWith(world, silentOn(world.deps.store, 'accepted', stands))
    assert.notEqual(result, 'retry')
    assert.deepEqual([world.messenger.sent.length, await state()], [1, 'accepted'])
    await world.work()
    assert.equal(await state(), 'accepted')
  })
