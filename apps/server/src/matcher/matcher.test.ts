import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { Explanation } from '@rolecall/contract/explanation'
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
  const matcher = createMatcher({ store, index, explain: () => explanation, taxonomy, gazetteer, now: () => noon })
  await matcher.load()
  return { matcher, asked }
}

test('a decision gets the matches that it asks for, asked of the index once, without jobs that are gone', () =>
  withMatcher(async ({ matcher, asked }) => {
    let runs = 0
    const ids = await matcher.withMatches((look) => {
      runs += 1
      const first = look.matches(profile, new Set(['job_x']), 3)
      const again = look.matches({ ...profile }, new Set(['job_x']), 3)
      assert.deepEqual(first, again)
      return first.map(({ job }) => job.id)
    })
    assert.deepEqual([ids, runs, asked.length], [['job_1', 'job_2'], 2, 1])
    assert.deepEqual(asked[0]?.exclude, new Set(['job_x']))
  }))

test('a decision that asks for no matches runs once, and one that asks for more by what it found gets them all', () =>
  withMatcher(async ({ matcher, asked }) => {
    assert.equal(await matcher.withMatches((look) => look.job('job_1')?.code), 'AJOB_1')
    assert.equal(asked.length, 0)
    const ids = await matcher.withMatches((look) => {
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
      matcher.withMatches((look) => look.matches(profile, new Set(), ++limit)),
      /other matches/,
    )
  }))
