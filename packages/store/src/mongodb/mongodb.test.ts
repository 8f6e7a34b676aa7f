import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { BSON, MongoClient } from 'mongodb'
import { organisation } from '../contract/samples.ts'
import type { Database } from '../contract/world.ts'
import { storeContract } from '../contract-suite.ts'
import { openMongoEngine } from './engine.ts'
import { findMongod, startReplicaSet } from './test-replica-set.ts'

const register = async (): Promise<void> => {
  const replicaSet = await startReplicaSet()
  after(() => replicaSet.stop())

  const fresh = async (): Promise<Database> => {
    const url = replicaSet.url(randomUUID())
    return {
      openEngine: () => openMongoEngine(url),
      atRest: () => everyDocument(url),
      [Symbol.asyncDispose]: () => drop(url),
    }
  }
  storeContract({ name: 'mongodb', fresh })

  test('mongodb: a document that breaks the validator is refused by the server', async () => {
    await using engine = await openMongoEngine(replicaSet.url(randomUUID()))
    const content = { id: 'org_1', version: 1, plain: { ...organisation('org_1'), id: undefined, createdAt: 'today' } }
    const put = { op: 'put', collection: 'organisations', expected: 'absent', content } as const
    await assert.rejects(engine.commit([put]), { name: 'DocumentRefused' })
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
      .updateMany({}, { $set: { shape: 'of another release' } })
    await (await openMongoEngine(url))[Symbol.asyncDispose]()
    const indexes = await tasks.indexes()
    assert.deepEqual(indexes.map(({ name }) => name).sort(), ['_id_', 'claim', 'lane', 'state'])
    assert.deepEqual(indexes.find(({ name }) => name === 'state')?.key, { state: 1, at: 1, _id: 1 })
  })

  test('mongodb: a database of a newer release is refused', async () => {
    const url = replicaSet.url(randomUUID())
    await using client = new MongoClient(url)
    const migrations = client.db().collection<{ _id: string; done: number }>('migrations')
    await migrations.insertOne({ _id: 'state', done: 99 })
    await assert.rejects(openMongoEngine(url), { name: 'DatabaseRefused' })
  })
}

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
