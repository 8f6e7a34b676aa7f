import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { Explanation } from '@rolecall/contract/explanation'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import type { MatchIndex, Questions } from './match-index.ts'
import { createMatcher } from './matcher.ts'
import { cook, cookJob, noon } from './testing/documents.ts'

const taxonomy = createStarterTaxonomy()
const gazetteer = { find: () => [], nearest: () => ({ ...cookJob().posting.place, distanceKm: 0 }) }
const explanation: Explanation = {
  fit: 'full',
  score: 1,
  constraints: [],
  subScores: [],
  versions: { engine: '', weights: '', taxonomy: '' },
}
const { profile } = cook('per_1')

/** A matcher over an index that notes what it is asked, and knows three jobs of which one is gone from the store. */
const withMatcher = async (run: (room: Awaited<ReturnType<typeof roomOf>>) => Promise<void>) => {
  await using store = await openStore({ url: 'sqlite::memory:', keys: memoryKeys(), clock: { now: () => noon } })
  await run(await roomOf(store))
}

const roomOf = async (store: Awaited<ReturnType<typeof openStore>>) => {
  const asked: Questions['jobsFor'][] = []
  const ids = ['job_1', 'job_gone', 'job_2']
  const index: MatchIndex = {
    async ask(name, question) {
      assert.equal(name, 'jobsFor')
      if (!('profile' in question)) throw new Error('another question')
      asked.push(question)
      const left = ids.filter((id) => question.exclude?.has(id) !== true).slice(0, question.limit)
      const answer = left.map((jobId, at) => ({ personId: '', jobId, explanation, rank: at + 1 }))
      return JSON.parse(JSON.stringify(answer))
    },
    shownOf: () => 0,
  }
  for (const id of ['job_1', 'job_2'])
    await store.commit([{ op: 'put', collection: 'jobs', doc: cookJob(id), expected: 'absent' }])
  let count = 0
  const counted: Store = {
    ...store,
    getMany: (collection, ids) => {
      count += 1
      return store.getMany(collection, ids)
    },
    findTogether: (questions) => {
      count += 1
      return store.findTogether(questions)
    },
  }
  const matcher = createMatcher({
    store: counted,
    index,
    explain: () => explanation,
    taxonomy,
    gazetteer,
    now: () => noon,
  })
  await matcher.load()
  const revisionOf = async (id: string) => (await store.get('jobs', id))?.revision
  return {
    matcher,
    asked,
    /** How often the store was asked for single jobs. */
    reads: () => count,
    put: async (doc: DocumentOf<'jobs'>) => {
      const expected = (await revisionOf(doc.id)) ?? 'absent'
      const { outcome } = await store.commit([{ op: 'put', collection: 'jobs', doc, expected }])
      assert.equal(outcome, 'committed')
    },
    remove: async (id: string) => {
      await store.commit([{ op: 'delete', collection: 'jobs', id, expected: (await revisionOf(id)) ?? 0 }])
    },
  }
}

test('a decision gets the matches that it asks for, asked of the index once, without jobs that are gone', () =>
  withMatcher(async ({ matcher, asked }) => {
    let runs = 0
    const ids = await matcher.withLook((look) => {
      runs += 1
      const first = look.matches(profile, new Set(['job_x']), 3)
      const again = look.matches({ ...profile }, new Set(['job_x']), 3)
      assert.deepEqual(first, again)
      return first.map(({ job }) => job.id)
    })
    assert.deepEqual([ids, runs, asked.length], [['job_1', 'job_2'], 2, 1])
    assert.deepEqual(asked[0]?.exclude, new Set(['job_x']))
  }))

test('a decision that asks for what is at hand runs once, and one that asks for more by what it found gets them all', () =>
  withMatcher(async ({ matcher, asked }) => {
    assert.equal(await matcher.withLook((look) => look.job('job_1')?.code), 'AJOB_1')
    assert.equal(asked.length, 0)
    const ids = await matcher.withLook((look) => {
      const [first] = look.matches(profile, new Set(), 1)
      const rest = first === undefined ? [] : look.matches(profile, new Set([first.job.id]), 3)
      return [first, ...rest].map((match) => match?.job.id)
    })
    assert.deepEqual([ids, asked.length], [['job_1', 'job_2'], 2])
  }))

test('a decision that asks for something else each time ends in an error instead of never', () =>
  withMatcher(async ({ matcher }) => {
    let limit = 0
    await assert.rejects(
      matcher.withLook((look) => look.matches(profile, new Set(), ++limit)),
      /something else each time/,
    )
  }))

test('a job that is over is read when a decision comes back to it, by id or code, and is not kept', () =>
  withMatcher(async ({ matcher, put, reads }) => {
    await put({ ...cookJob('job_over'), code: 'OVER22', state: 'closed' })
    await matcher.load()
    const before = reads()
    const look = () =>
      matcher.withLook((look) => [
        look.job('job_over')?.state,
        look.jobByCode('over22')?.id,
        look.explain(profile, 'job_over')?.fit,
        look.job('job_1')?.state,
        look.job('job_none')?.state,
        look.jobByCode('NONE22')?.id,
      ])
    for (const times of [1, 2]) {
      assert.deepEqual(await look(), ['closed', 'job_over', 'full', 'open', undefined, undefined])
      assert.equal(reads() - before, 2 * times, 'once by ids and once by codes for each decision')
    }
  }))

test('a job is at hand from the moment that it opens until it closes, and a draft is nobody’s to know', () =>
  withMatcher(async ({ matcher, put, reads }) => {
    const states = async () => {
      const before = reads()
      const state = await matcher.withLook((look) => [look.job('job_3')?.state, look.jobByCode('ACODE3')?.state])
      return [...state, reads() === before ? 'at hand' : 'read']
    }
    const job = { ...cookJob('job_3'), code: 'ACODE3' }
    const steps = [
      ['draft', [undefined, undefined, 'read']],
      ['open', ['open', 'open', 'at hand']],
      ['paused', ['paused', 'paused', 'read']],
      ['open', ['open', 'open', 'at hand']],
      ['closed', ['closed', 'closed', 'read']],
    ] as const
    for (const [state, seen] of steps) {
      await put({ ...job, state })
      await matcher.changed([{ token: '', collection: 'jobs', id: 'job_3', deleted: false }])
      assert.deepEqual(await states(), seen, state)
    }
  }))

test('what a decision asks to be fresh is read before it, and what vanished from the store is forgotten by the next load', () =>
  withMatcher(async ({ matcher, put, remove }) => {
    await put({ ...cookJob('job_1'), state: 'closed' })
    assert.equal(await matcher.withLook((look) => look.job('job_1')?.state), 'open', 'as it was heard of')
    assert.equal(await matcher.withLook((look) => look.job('job_1')?.state, ['job_1']), 'closed')
    await remove('job_2')
    assert.equal(await matcher.withLook((look) => look.job('job_2')?.state), 'open')
    await matcher.load()
    assert.equal(await matcher.withLook((look) => look.job('job_2')?.state), undefined)
  }))
