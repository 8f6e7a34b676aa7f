import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JobDraft } from '@rolecall/contract/job'
import { ApiProblem } from '../../api/client.ts'
import type { Line } from './lines.ts'
import { makeJobs, type Outcome } from './make-jobs.ts'

const posting: JobDraft = {
  ...{ title: 'Cook', occupation: 'cook', description: { text: 'Cook.', language: 'en' } },
  place: { label: 'Thika', latitude: -1.03, longitude: 37.07, country: 'KE', timeZone: 'Africa/Nairobi' },
  pay: { min: 120_000, currency: 'KES', period: 'day' },
  ...{ employmentType: 'FULL_TIME', days: ['mon'], parts: ['morning'], expiresOn: '2026-12-24' },
  ...{ remote: false, reachKm: null, requirements: [], questions: [], openings: 1, answerDays: 7 },
}
const lines: readonly Line[] = [2, 3, 4].map((line) => ({ line, key: `line-${line}`, posting }))
const problem = (code: string, status: number, retryAfterSeconds?: number) =>
  new ApiProblem({ code, status, title: '', retryAfterSeconds })

/** Each answer in turn, `made` where there is none left. */
const run = async (...answers: readonly (ApiProblem | undefined)[]) => {
  const [sent, waited, told]: [string[], number[], number[]] = [[], [], []]
  const left = [...answers]
  const outcomes = await makeJobs(lines, {
    send: async ({ key }) => {
      sent.push(key)
      const answer = left.shift()
      if (answer) throw answer
      return { id: `job of ${key}`, title: 'Cook' }
    },
    wait: async (seconds) => void waited.push(seconds),
    told: (all) => void told.push(all.length),
    isOver: () => false,
  })
  return { sent, waited, told, results: outcomes.map(({ result }: Outcome) => result) }
}

test('each line is sent once, and each is told of', async () => {
  const { sent, told, results } = await run()
  assert.deepEqual(
    [sent, told],
    [
      ['line-2', 'line-3', 'line-4'],
      [1, 2, 3],
    ],
  )
  assert.deepEqual(results, ['made', 'made', 'made'])
})

test('where the server says to wait, it waits so long and sends the same key again', async () => {
  const { sent, waited, results } = await run(problem('rate-limited', 429, 17), problem('unavailable', 503, 1))
  assert.deepEqual(
    [sent.slice(0, 3), waited],
    [
      ['line-2', 'line-2', 'line-2'],
      [17, 1],
    ],
  )
  assert.deepEqual(results, ['made', 'made', 'made'])
})

test('what does not arrive is given up after a few tries, and the rest is not tried', async () => {
  const offline = problem('offline', 0)
  const { sent, results } = await run(offline, offline, offline, offline)
  assert.equal(sent.length, 4)
  assert.deepEqual(results, ['refused', 'refused', 'refused'])
})

test('one line that is refused does not stop the others; one that was made before is told so', async () => {
  const { results } = await run(problem('invalid-fields', 400), problem('idempotency-key-reused', 422))
  assert.deepEqual(results, ['refused', 'made-before', 'made'])
})

test('what is refused to whoever asks is asked once', async () => {
  const { sent, results } = await run(problem('not-vetted', 403))
  assert.deepEqual([sent, results], [['line-2'], ['refused', 'refused', 'refused']])
})

test('when nobody waits for it, no more is sent', async () => {
  let sent = 0
  const send = async () => {
    sent += 1
    return { id: '', title: '' }
  }
  await makeJobs(lines, { send, wait: async () => undefined, told: () => undefined, isOver: () => sent === 1 })
  assert.equal(sent, 1)
})
