import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { openStore } from '@rolecall/store/open-store'
import { createApplicants } from './applicants.ts'

const explanation = {
  fit: 'full',
  score: 1,
  constraints: [],
  subScores: [],
  versions: { engine: '', weights: '', taxonomy: '' },
} as const

const application = (number: number, jobId: string): DocumentOf<'applications'> => ({
  id: `app_${number}`,
  jobId,
  personId: `per_${number}`,
  organisationId: 'org_1',
  state: 'new',
  history: [],
  answers: [],
  explanation: { ...explanation, constraints: [], subScores: [] },
  answerBy: 0,
  createdAt: 0,
  updatedAt: 0,
})

test('each application counts once for its job, from the start and from changes, until it is gone', async () => {
  await using store = await openStore({ url: 'sqlite::memory:', keys: memoryKeys(), clock: { now: () => 0 } })
  const shown: Record<string, number> = {}
  const applicants = createApplicants({ store, setShown: (jobId, people) => (shown[jobId] = people) })
  const put = (doc: DocumentOf<'applications'>) =>
    store.commit([{ op: 'put', collection: 'applications', doc, expected: 'absent' }])
  await put(application(1, 'job_1'))
  await put(application(2, 'job_1'))
  await applicants.load()
  assert.deepEqual(shown, { job_1: 2 })
  await put(application(3, 'job_2'))
  await applicants.changed(['app_3', 'app_1'])
  await applicants.changed(['app_3'])
  assert.deepEqual(shown, { job_1: 2, job_2: 1 })
  const gone = await store.get('applications', 'app_1')
  await store.commit([{ op: 'delete', collection: 'applications', id: 'app_1', expected: gone?.revision ?? 0 }])
  await applicants.changed(['app_1'])
  assert.deepEqual(shown, { job_1: 1, job_2: 1 })
})
