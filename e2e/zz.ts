import { mkdtemp } from 'node:fs/promises'
import { startReplicaSet } from '@rolecall/store/mongodb/test-replica-set'
import { openStore } from '@rolecall/store/open-store'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import { startFeed } from '/work/main/apps/server/src/feed.ts'
const set = await startReplicaSet()
const store = await openStore({ url: set.url('x'), keys: memoryKeys(), clock: { now: Date.now } })
const feed = startFeed({ store, log: { info() {}, warn() {}, error() {}, debug() {} } as never, listeners: [] })
await new Promise(r => setTimeout(r, Number(process.argv[2] ?? 500)))
let t = performance.now()
await feed[Symbol.asyncDispose]()
console.log('feed', performance.now() - t); t = performance.now()
await store[Symbol.asyncDispose]()
console.log('store', performance.now() - t); t = performance.now()
await set.stop()
console.log('set', performance.now() - t)
