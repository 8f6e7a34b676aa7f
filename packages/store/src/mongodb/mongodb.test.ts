import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { findMongod, startReplicaSet } from '@rolecall/test-servers/replica-set'
import { BSON, type ClientSession, type Db, MongoClient } from 'mongodb'
import { organisation } from '../contract/samples.ts'
import type { Database } from '../contract/world.ts'
import { storeContract } from '../contract-suite.ts'
import type { RawPut } from '../engine.ts'
import { openMongoEngine } from './engine.ts'
import { openMongoSource } from './source.ts'
import { openMongoTarget } from './target.ts'

const register = async (): Promise<void> => {
  const replicaSet = await startReplicaSet()
  after(() => replicaSet.stop())

  const fresh = async (): Promise<Database> => {
    const url = replicaSet.url(randomUUID())
    return {
      openEngine: () => openMongoEngine(url),
      openSource: (options = { snapshot: false }) => openMongoSource(url, options),
      openTarget: (from) => openMongoTarget(url, { from }),
      atRest: () => everyDocument(url),
      [Symbol.asyncDispose]: () => drop(url),
    }
  }
  storeContract({ name: 'mongodb', fresh })

  test('mongodb: a document that breaks the validator is refused by the server', async () => {
    await using engine = await openMongoEngine(replicaSet.url(randomUUID()))
    await assert.rejects(engine.commit([insertOf('org_1', { createdAt: 'today' })]), { name: 'DocumentRefused' })
  })

  test('mongodb: an index that changed is made anew, one that nobody declares is dropped', async () => {
    const url = replicaSet.url(randomUUID())
    await (await openMongoEngine(url))[Symbol.asyncDispose]()
    await using client = new MongoClient(url)
    const tasks = client.db().collection('tasks')
    await tasks.dropIndex('state')
    await tasks.createIndexes([
      { name: 'state', key: { at: 1 } },
      { name: 'old', key: { kind: 1 } },
    ])
    await client
      .db()
      .collection('migrations')
      .updateMany({}, { $set: { shapes: ['of another release'] } })
    await (await openMongoEngine(url))[Symbol.asyncDispose]()
    const indexes = await tasks.indexes()
    assert.deepEqual(indexes.map(({ name }) => name).sort(), ['_id_', 'claim', 'lane', 'state'])
    assert.deepEqual(indexes.find(({ name }) => name === 'state')?.key, { state: 1, at: 1, _id: 1 })
  })

  test('mongodb: a release that others have gone beyond leaves what they set up, and has its own indexes', async () => {
    const url = replicaSet.url(randomUUID())
    await (await openMongoEngine(url))[Symbol.asyncDispose]()
    await using client = new MongoClient(url)
    const db = client.db()
    const [organisations, tasks] = [db.collection('organisations'), db.collection('tasks')]
    await db.command({ collMod: 'organisations', validator: { later: { $exists: true } } })
    await tasks.dropIndex('state')
    await tasks.createIndexes([{ name: 'later', key: { kind: 1 } }])
    const state = db.collection<{ _id: string; shapes: string[] }>('migrations')
    await state.updateOne({ _id: 'state' }, { $push: { shapes: 'of a later release' } })
    for (let start = 0; start < 2; start += 1) await (await openMongoEngine(url))[Symbol.asyncDispose]()
    await organisations.insertOne({ later: 1 })
    const names = (await tasks.indexes()).map(({ name }) => name).sort()
    assert.deepEqual(names, ['_id_', 'claim', 'lane', 'later', 'state'])
    assert.equal((await state.findOne({ _id: 'state' }))?.shapes.at(-1), 'of a later release')
  })

  test('mongodb: a release is set up where one that kept a single hash was before, and is known from then on', async () => {
    const url = replicaSet.url(randomUUID())
    await (await openMongoEngine(url))[Symbol.asyncDispose]()
    await using client = new MongoClient(url)
    const state = client.db().collection<{ _id: string; shapes?: string[]; shape?: string }>('migrations')
    const [own = ''] = (await state.findOne({ _id: 'state' }))?.shapes ?? []
    await state.updateOne({ _id: 'state' }, { $unset: { shapes: 1 }, $set: { shape: 'of the one before' } })
    await client.db().command({ collMod: 'organisations', validator: {} })
    await using engine = await openMongoEngine(url)
    await assert.rejects(engine.commit([insertOf('org_1', { createdAt: 'today' })]), { name: 'DocumentRefused' })
    assert.deepEqual((await state.findOne({ _id: 'state' }))?.shapes, ['of the one before', own])
  })

  test('mongodb: what is asked together is looked up by the indexes that it names, whoever else asks in that turn', async () => {
    const url = replicaSet.url(randomUUID())
    await using engine = await openMongoEngine(url)
    await using client = new MongoClient(url)
    const uses = async ({ collection, index }: { collection: string; index: string }) => {
      const stats = client
        .db()
        .collection(collection)
        .aggregate([{ $indexStats: {} }, { $match: { name: index } }])
      return Number((await stats.toArray())[0]?.accesses.ops)
    }
    const lookups = [
      { collection: 'accounts', index: 'user', where: ['u'] },
      { collection: 'accounts', index: 'phone', where: ['p'] },
      { collection: 'conversations', index: 'account', where: ['a', 'n'] },
      ...(['applications', 'interests', 'consents', 'blocks'] as const).map(
        (collection) => ({ collection, index: 'person', where: ['per'] }) as const,
      ),
    ] as const
    const before = await Promise.all(lookups.map(uses))
    const asked = lookups.map(({ collection, ...query }) => ({ collection, query: { ...query, limit: 5 } }))
    const ids = { collection: 'people', ids: ['per'] } as const
    const found = await Promise.all([engine.findTogether([ids]), engine.findTogether([ids, ...asked])])
    assert.deepEqual(found, [[[]], [[], ...asked.map(() => [])]])
    const after = await Promise.all(lookups.map(uses))
    assert.deepEqual(
      after.map((count, at) => count - (before[at] ?? 0)),
      lookups.map(() => 1),
    )
  })

  test('mongodb: a lane that a killed worker left locked in a transaction keeps no other lane waiting', async () => {
    const url = replicaSet.url(randomUUID())
    await using engine = await openMongoEngine(url)
    await engine.commit(['one', 'other'].map((lane) => taskOf(lane)))
    const claim = (now: number) => engine.claim({ queue: 'match', now, leaseMs: 1000, lanes: 2, tasksPerLane: 1 })
    assert.equal((await claim(10)).length, 2)
    await using client = new MongoClient(url)
    await using session = client.startSession()
    session.startTransaction()
    const leases = client.db().collection<{ _id: string; commits: number }>('leases')
    await leases.updateOne({ _id: 'one' }, { $inc: { commits: 1 } }, { session })
    const startedAt = performance.now()
    assert.deepEqual(
      (await claim(5000)).map(({ lease }) => lease.lane),
      ['other'],
    )
    assert.ok(performance.now() - startedAt < 4000)
    await session.abortTransaction()
  })

  test('mongodb: commits that meet what a killed worker left locked keep no other commit waiting', async () => {
    const url = replicaSet.url(randomUUID())
    await using engine = await openMongoEngine(url)
    const ids = ['a', 'b', 'c', 'd', 'free'].map((name) => `org_${name}`)
    await engine.commit(ids.map((id) => insertOf(id)))
    await using client = new MongoClient(url)
    await using session = client.startSession()
    session.startTransaction()
    const organisations = client.db().collection<{ _id: string; name: string }>('organisations')
    await organisations.updateMany({ _id: { $ne: 'org_free' } }, { $set: { name: 'locked' } }, { session })
    const change = (id: string): RawPut => ({ ...insertOf(id), expected: 1 })
    // Two that are a write each, and two that are transactions, on their way one after the other.
    const locked: Promise<unknown>[] = []
    for (const id of ['org_a', 'org_b', 'org_c', 'org_d']) {
      const more = id < 'org_c' ? [] : [insertOf(`${id}_new`)]
      locked.push(engine.commit([change(id), ...more]))
      await delay(20)
    }
    const startedAt = performance.now()
    assert.equal((await engine.commit([change('org_free')])).outcome, 'committed')
    const tookMs = performance.now() - startedAt
    await session.abortTransaction()
    await Promise.all(locked)
    assert.ok(tookMs < 1500, `it took ${tookMs} ms`)
  })

  /** A transaction of a process of ours, open after what it wrote: where nobody goes on with it, as after a kill in the midst of a commit. */
  const leftOpen = async (url: string, write: (db: Db, session: ClientSession) => Promise<unknown>) => {
    const client = new MongoClient(url, { appName: 'rolecall' })
    const session = client.startSession()
    session.startTransaction()
    await write(client.db(), session)
    return {
      client,
      session,
      async [Symbol.asyncDispose]() {
        await session.endSession()
        await client.close()
      },
    }
  }

  test('mongodb: what a killed process left locked is free within seconds, though the server would keep it for a minute', async () => {
    const url = replicaSet.url(randomUUID())
    await using engine = await openMongoEngine(url)
    await engine.commit([taskOf('one')])
    await engine.commit(['a', 'b', 'c'].map((name) => insertOf(`org_${name}`)))
    const claim = (now: number) => engine.claim({ queue: 'match', now, leaseMs: 1000, lanes: 2, tasksPerLane: 1 })
    assert.equal((await claim(10)).length, 1)
    await using _killed = await leftOpen(url, async (db, session) => {
      await db.collection<{ _id: string }>('leases').updateOne({ _id: 'one' }, { $inc: { commits: 1 } }, { session })
      await db.collection<{ _id: string }>('organisations').updateMany({}, { $set: { name: 'locked' } }, { session })
      await db
        .collection<{ _id: string }>('organisations')
        .insertOne({ _id: 'org_new' }, { session, bypassDocumentValidation: true })
    })
    const from = performance.now()

    const change = (id: string): RawPut => ({ ...insertOf(id), expected: 1 })
    const outcomes = Promise.all([
      engine.commit([change('org_a')]),
      engine.commit([change('org_b'), change('org_c')]),
      engine.commit([insertOf('org_new')]),
    ])
    while ((await claim(5000)).length === 0) await delay(50)
    assert.deepEqual(
      (await outcomes).map(({ outcome }) => outcome),
      ['committed', 'committed', 'committed'],
    )
    const tookMs = performance.now() - from
    assert.ok(tookMs < 15_000, `it took ${tookMs} ms`)
  })

  test('mongodb: a transaction that lives is not ended, however long others wait for it', async () => {
    const url = replicaSet.url(randomUUID())
    await using engine = await openMongoEngine(url)
    await engine.commit([insertOf('org_a')])
    const rename = (name: string) => (db: Db, session: ClientSession) =>
      db.collection<{ _id: string }>('organisations').updateOne({ _id: 'org_a' }, { $set: { name } }, { session })
    await using living = await leftOpen(url, rename('0'))

    const waiting = engine.commit([{ ...insertOf('org_a'), expected: 1 }])
    for (let number = 1; number < 8; number += 1) {
      await delay(400)
      await rename(String(number))(living.client.db(), living.session)
    }
    await living.session.commitTransaction()
    assert.equal((await waiting).outcome, 'committed')
  })

  /** How often the server was sent a command while some work was done. */
  const counted = async (command: string, work: () => Promise<void>): Promise<number> => {
    await using client = new MongoClient(replicaSet.url('admin'))
    const total = async () => {
      const { metrics } = await client.db('admin').command({ serverStatus: 1 })
      return Number(metrics.commands[command]?.total)
    }
    const before = await total()
    await work()
    return (await total()) - before
  }

  test('mongodb: a search claims nothing that others hold', async () => {
    const url = replicaSet.url(randomUUID())
    await using engine = await openMongoEngine(url)
    await using other = await openMongoEngine(url)
    const lanes = Array.from({ length: 20 }, (_, index) => `lane ${index}`)
    await engine.commit(lanes.map((lane) => taskOf(lane)))
    const claim = { queue: 'match', now: 10, leaseMs: 60_000, tasksPerLane: 1 }
    assert.equal((await other.claim({ ...claim, lanes: 19 })).length, 19)
    const claims = async (found: number) =>
      counted('findAndModify', async () => {
        assert.equal((await engine.claim({ ...claim, lanes: 4 })).length, found)
      })
    assert.equal(await claims(1), 1)
    assert.equal(await claims(0), 0)
  })

  test('mongodb: a lane behind more lanes that others hold than a search looks at is found', async () => {
    await using engine = await openMongoEngine(replicaSet.url(randomUUID()))
    const lanes = Array.from({ length: 20 }, (_, index) => `lane ${index}`)
    await engine.commit([...lanes.map((lane) => taskOf(lane)), taskOf('the last', 5)])
    const claim = { queue: 'match', now: 10, leaseMs: 60_000, tasksPerLane: 1 }
    assert.equal((await engine.claim({ ...claim, lanes: 20 })).length, 20)
    assert.deepEqual(
      (await engine.claim({ ...claim, lanes: 2 })).map(({ lease }) => lease.lane),
      ['the last'],
    )
  })

  test('mongodb: a feed that need not tell at once asks the server no more often', async () => {
    await using engine = await openMongoEngine(replicaSet.url(randomUUID()))
    const stop = new AbortController()
    const told = Promise.withResolvers<void>()
    const reading = (async () => {
      for await (const event of engine.changes({ signal: stop.signal, everyMs: 1000 }))
        if ('id' in event && event.id === 'org_last') told.resolve()
    })()
    const from = performance.now()
    const asked = await counted('getMore', async () => {
      for (let number = 0; number < 60; number += 1) {
        await engine.commit([insertOf(`org_${number}`)])
        await delay(10)
      }
      await engine.commit([insertOf('org_last')])
      await told.promise
    })
    // Twenty a second where it is asked for each of the changes, however long the machine takes for them.
    const mostAsked = (4 * (performance.now() - from)) / 1000 + 6
    stop.abort()
    await reading
    assert.ok(asked <= mostAsked, `asked ${asked} times, ${mostAsked} at most`)
  })

  test('mongodb: a token from before the oldest operation that the server remembers is lost', async () => {
    const url = replicaSet.url(randomUUID())
    await using engine = await openMongoEngine(url)
    const stop = new AbortController()
    const at = (after?: string) =>
      engine.changes({ signal: stop.signal, ...(after === undefined ? {} : { after }) })[Symbol.asyncIterator]()
    const first = at().next()
    await engine.commit([insertOf('org_1')])
    const { value } = await first
    assert.ok(value && 'token' in value)
    // A token begins with a type byte, then the time of the operation in seconds: here one of 1970.
    const ancient = `${value.token.slice(0, 2)}00000001${value.token.slice(10)}`
    const feed = at(ancient)
    assert.deepEqual((await feed.next()).value, { lost: true })
    await engine.commit([insertOf('org_2')])
    // It goes on from the last operation, which may be told once more.
    for (let id = ''; id !== 'org_2'; ) {
      const { value: change } = await feed.next()
      assert.ok(change && 'id' in change)
      id = change.id
    }
    stop.abort()
  })

  test('mongodb: a snapshot that the server has forgotten is told of, never read on as of another moment', async () => {
    const url = replicaSet.url(randomUUID())
    await using engine = await openMongoEngine(url)
    await using client = new MongoClient(url)
    const remember = (minSnapshotHistoryWindowInSeconds: number) =>
      client.db('admin').command({ setParameter: 1, minSnapshotHistoryWindowInSeconds })
    await remember(0)
    await using source = await openMongoSource(url, { snapshot: true })
    const read = async () => {
      for await (const documents of source.documents('organisations')) assert.deepEqual(documents, [])
    }
    await read()
    const forgotten = async () => {
      for (let id = 1; id < 200; id += 1) {
        await engine.commit([insertOf(`org_${id}`)])
        await read()
      }
    }
    await assert.rejects(forgotten(), { name: 'DatabaseRefused', message: /minSnapshotHistoryWindowInSeconds/ })
    await remember(300)
  })

  test('mongodb: a database of a newer release is refused', async () => {
    const url = replicaSet.url(randomUUID())
    await using client = new MongoClient(url)
    const migrations = client.db().collection<{ _id: string; done: number }>('migrations')
    await migrations.insertOne({ _id: 'state', done: 99 })
    await assert.rejects(openMongoEngine(url), { name: 'DatabaseRefused' })
  })
}

const insertOf = (id: string, edit: Readonly<Record<string, unknown>> = {}): RawPut => {
  const { id: _id, ...plain } = organisation(id)
  return {
    op: 'put',
    collection: 'organisations',
    expected: 'absent',
    content: { id, version: 1, plain: { ...plain, ...edit } },
  }
}

const taskOf = (lane: string, dueAt = 1): RawPut => ({
  op: 'put',
  collection: 'tasks',
  expected: 'absent',
  content: {
    id: `task ${lane}`,
    version: 1,
    plain: {
      queue: 'match',
      lane,
      kind: 'k',
      keyOwner: 'day:2026-11-25',
      order: 1,
      dueAt,
      state: 'ready',
      attempts: 0,
      at: 1,
    },
  },
})

const drop = async (url: string): Promise<void> => {
  await using client = new MongoClient(url)
  await client.db().dropDatabase()
}

const everyDocument = async (url: string): Promise<Buffer> => {
  await using client = new MongoClient(url)
  const collections = await client.db().collections()
  const documents = await Promise.all(collections.map((collection) => collection.find().toArray()))
  return Buffer.concat(documents.flat().map((document) => BSON.serialize(document)))
}

if (findMongod()) await register()
else test('mongodb: the store contract', { skip: 'no mongod: set MONGOD or put it on the PATH' }, () => undefined)
