import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import type { ChangesSince, FeedEvent, FeedOptions, Store } from '@rolecall/core/ports/store'
import { job, organisation, putJob, putOrganisation, putTask, task } from './samples.ts'
import { storeTest, type World } from './world.ts'

export const feedContract = (world: World): void => {
  storeTest(world, 'the feed tells of puts and deletes as they come, of its collections only', async ({ store }) => {
    await using feed = follow(store)
    const first = feed.next()
    await store.commit([putTask(task('t1'))])
    await store.commit([putOrganisation(organisation('org_1'))])
    assert.deepEqual(withoutToken(await first), { collection: 'organisations', id: 'org_1', deleted: false })
    await store.commit([{ op: 'delete', collection: 'organisations', id: 'org_1', expected: 1 }])
    assert.deepEqual(withoutToken(await feed.next()), { collection: 'organisations', id: 'org_1', deleted: true })
  })

  storeTest(world, 'the feed goes on after a token, in another process', async ({ store, openStore }) => {
    await using feed = follow(store)
    const first = feed.next()
    for (const id of ['org_1', 'org_2', 'org_3']) await store.commit([putOrganisation(organisation(id))])
    const { token } = changeOf(await first)
    await using resumed = follow(await openStore(), { after: token })
    assert.equal(changeOf(await resumed.next()).id, 'org_2')
    assert.equal(changeOf(await resumed.next()).id, 'org_3')
  })

  storeTest(world, 'the feed tells of what another process committed', async ({ store, openStore }) => {
    await using feed = follow(store)
    const first = feed.next()
    await (await openStore()).commit([putOrganisation(organisation('org_1'))])
    assert.equal(changeOf(await first).id, 'org_1')
  })

  storeTest(world, 'a commit that failed is not in the feed', async ({ store }) => {
    await using feed = follow(store)
    const first = feed.next()
    await store.commit([putOrganisation(organisation('org_1')), putTask(task('t1'), 5)])
    await store.commit([putOrganisation(organisation('org_2'))])
    assert.equal(changeOf(await first).id, 'org_2')
  })

  storeTest(world, 'a token that is too old, or of another database, is lost, and the feed goes on', async (room) => {
    const { store, database, openStore } = room
    const tokens = ['nonsense']
    if (database.loseTokens) {
      await using feed = follow(store)
      const first = feed.next()
      await store.commit([putOrganisation(organisation('org_0'))])
      tokens.push(changeOf(await first).token)
      await database.loseTokens(store)
    }
    for (const [at, token] of tokens.entries()) {
      await using feed = follow(await openStore(), { after: token })
      assert.deepEqual(await feed.next(), { lost: true })
      const next = feed.next()
      await store.commit([putOrganisation(organisation(`org_after_${at}`))])
      assert.equal(changeOf(await next).id, `org_after_${at}`)
    }
  })

  storeTest(world, 'what came since a token is told up to the call, and the feed goes on after it', async (room) => {
    const { store, openStore } = room
    const begun = sinceOf(await store.changesSince())
    assert.deepEqual(begun.events, [])
    for (const id of ['org_1', 'org_2']) await store.commit([putOrganisation(organisation(id))])
    await store.commit([putTask(task('t1'))])
    await store.commit([{ op: 'delete', collection: 'organisations', id: 'org_1', expected: 1 }])
    const then = sinceOf(await (await openStore()).changesSince({ after: begun.token }))
    assert.deepEqual(
      then.events.map(({ id, deleted }) => [id, deleted]),
      [
        ['org_1', false],
        ['org_2', false],
        ['org_1', true],
      ],
    )
    assert.deepEqual(sinceOf(await store.changesSince({ after: then.token })).events, [])
    await store.commit([putOrganisation(organisation('org_3'))])
    await using feed = follow(store, { after: then.token })
    assert.equal(changeOf(await feed.next()).id, 'org_3')
    assert.deepEqual(await store.changesSince({ after: 'nonsense' }), { lost: true })
  })

  storeTest(world, 'the feed of some collections tells of those alone', async ({ store }) => {
    const collections = ['jobs'] as const
    const begun = sinceOf(await store.changesSince({ collections }))
    await using feed = follow(store, { after: begun.token, collections })
    await store.commit([putOrganisation(organisation('org_1'))])
    await store.commit([putJob(job('job_1'))])
    assert.equal(changeOf(await feed.next()).id, 'job_1')
    const since = sinceOf(await store.changesSince({ after: begun.token, collections }))
    assert.deepEqual(
      since.events.map(({ id }) => id),
      ['job_1'],
    )
  })

  storeTest(world, 'a feed that need not tell at once tells of everything, in order', async ({ store }) => {
    await using feed = follow(store, { everyMs: 50 })
    const first = feed.next()
    const ids = Array.from({ length: 40 }, (_, index) => `org_${index}`)
    const told: string[] = []
    const reading = (async () => {
      told.push(changeOf(await first).id)
      while (told.length < ids.length) told.push(changeOf(await feed.next()).id)
    })()
    for (const id of ids) {
      await store.commit([putOrganisation(organisation(id))])
      await delay(3)
    }
    await reading
    assert.deepEqual(told, ids)
  })

  storeTest(world, 'the feed says how far it is, not before it told of what was committed', async ({ store }) => {
    const said: string[] = []
    const caughtUp = (beforeMs: number) => void said.push(beforeMs > committedAt ? 'caught up' : 'before')
    let committedAt = Number.POSITIVE_INFINITY
    await using feed = follow(store, { caughtUp })
    const first = feed.next().then(() => void said.push('change'))
    await until(() => said.length > 0)
    await store.commit([putOrganisation(organisation('org_1'))])
    committedAt = performance.now()
    await first
    assert.ok(!said.includes('caught up'))
    const next = feed.next()
    await until(() => said.includes('caught up'))
    await feed[Symbol.asyncDispose]()
    await next
  })

  storeTest(world, 'an aborted feed ends', async ({ store }) => {
    const feed = follow(store)
    const next = feed.next()
    await feed[Symbol.asyncDispose]()
    assert.equal(await next, undefined)
  })
}

type Item = FeedEvent | { readonly lost: true } | undefined

const until = async (holds: () => boolean): Promise<void> => {
  const deadline = performance.now() + 10_000
  while (!holds()) {
    assert.ok(performance.now() < deadline)
    await delay(5)
  }
}

const follow = (store: Store, told: Omit<FeedOptions, 'signal'> = {}): AsyncDisposable & { next(): Promise<Item> } => {
  const abort = new AbortController()
  const events = store.changes({ ...told, signal: abort.signal })[Symbol.asyncIterator]()
  const next = async (): Promise<Item> => {
    const { value, done } = await events.next()
    return done ? undefined : value
  }
  const dispose = async () => {
    abort.abort()
    await events.return?.()
  }
  return { next, [Symbol.asyncDispose]: dispose }
}

const changeOf = (item: Item): FeedEvent => {
  assert.ok(item && 'token' in item, `expected a change, not ${JSON.stringify(item)}`)
  return item
}

const sinceOf = (since: ChangesSince) => {
  assert.ok('events' in since, 'the token is known')
  return since
}

const withoutToken = (item: Item): Omit<FeedEvent, 'token'> => {
  const { token: _, ...rest } = changeOf(item)
  return rest
}
