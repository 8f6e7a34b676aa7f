import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { findMongod, freePorts, kill, startMember } from '@rolecall/test-servers/replica-set'
import { MongoClient } from 'mongodb'
import { initiateReplicaSet } from './initiate.ts'

const quickly = { timeoutMs: 20_000, electionTimeoutMs: 1000 }

describe('making a replica set', { skip: findMongod() === undefined && 'no mongod' }, () => {
  test('three servers become one set, once, though the last of them starts late', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'initiate-'))
    const ports = await freePorts(3)
    const start = (port: number) => startMember(findMongod() ?? '', join(folder, String(port)), port)
    const url = `mongodb://${ports.map((port) => `127.0.0.1:${port}`).join(',')}/rolecall?replicaSet=rs0`
    const first = await Promise.all(ports.slice(0, 2).map(start))

    const initiated = initiateReplicaSet(url, quickly)
    const late = await delay(700).then(() => start(ports[2] ?? 0))
    assert.equal(await initiated, 'initiated')
    assert.equal(await initiateReplicaSet(url, quickly), 'stood')
    {
      await using client = new MongoClient(url)
      const { hosts, setName } = await client.db('admin').command({ hello: 1 })
      assert.equal(setName, 'rs0')
      assert.equal(hosts.length, 3)
    }
    await Promise.all([...first, late].map(kill))
    await rm(folder, { recursive: true, force: true })
  })

  test('an address without a set, and servers that do not answer, are refused with the reason', async () => {
    const refused = (message: RegExp) => ({ name: 'DatabaseRefused', message })
    const hasty = { timeoutMs: 1 }
    await assert.rejects(initiateReplicaSet('sqlite:data/x.db', hasty), refused(/begin with mongodb:/))
    await assert.rejects(initiateReplicaSet('mongodb://127.0.0.1/rolecall', hasty), refused(/must name the set/))
    const [port] = await freePorts(1)
    const silent = `mongodb://127.0.0.1:${port}/rolecall?replicaSet=rs0`
    await assert.rejects(initiateReplicaSet(silent, hasty), refused(/do not become a replica set: .*ECONNREFUSED/))
  })
})
