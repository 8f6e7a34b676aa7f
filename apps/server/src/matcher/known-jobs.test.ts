import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { Store } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { createKnownJobs } from './known-jobs.ts'
import { cookJob, noon } from './testing/documents.ts'

test('a job that closes while all are loaded is not at hand', async () => {
  await using store = await openStore({ url: 'sqlite::memory:', keys: memoryKeys(), clock: { now: () => noon } })
  await store.commit([{ op: 'put', collection: 'jobs', doc: cookJob('job_1'), expected: 'absent' }])
  const slow: Store = {
    ...store,
    find: async (collection, query) => {
      const page = await store.find(collection, query)
      const closed = { ...cookJob('job_1'), state: 'closed' as const }
      await store.commit([{ op: 'put', collection: 'jobs', doc: closed, expected: 1 }])
      await jobs.read(['job_1'])
      return page
    },
  }
  const jobs = createKnownJobs(slow)
  await jobs.load()
  assert.equal(jobs.atHand('job_1'), undefined)
  await store.commit([{ op: 'put', collection: 'jobs', doc: cookJob('job_1'), expected: 2 }])
  await jobs.read(['job_1'])
  assert.equal(jobs.atHand('job_1')?.view.state, 'open')
})
