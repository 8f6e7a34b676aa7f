import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, answerJson } from '../testing/fake-graph.ts'
import { accountServer, collect, listing, newJobs, optionsFor } from '../testing/setup-world.ts'
import { type Approval, followApproval } from './follow-approval.ts'
import { listTemplates } from './listed-templates.ts'

const approval: Approval = { wabaId: 'waba', templates: [newJobs], pollMs: 10, looks: 3, wait: async () => {} }
const spanish = { ...newJobs, language: 'es' }
const path = 'GET /v26.0/waba/message_templates'

/** Another answer at each look, the last one again and again. */
function looks(...answers: Answer[]): Answer {
  let look = 0
  return (...call) => answers[Math.min(look++, answers.length - 1)]?.(...call)
}

test('each verdict is told once, when it falls', async () => {
  const first = listing({ status: 'PENDING' }, { status: 'APPROVED', language: 'es' })
  await using graph = await accountServer({ [path]: looks(first, listing({ status: 'APPROVED' })) })
  const waits: number[] = []
  const wait = async (ms: number) => void waits.push(ms)
  const results = followApproval(optionsFor(graph), { ...approval, templates: [newJobs, spanish], wait })
  const says = (await collect(results)).map((result) => result.says)
  assert.deepEqual(says, ['new_jobs (es) is approved.', 'new_jobs (en) is approved.'])
  assert.deepEqual(waits, [10])
})

test('what is still pending after the last look is left waiting', async () => {
  await using graph = await accountServer({ [path]: listing({ status: 'PENDING' }) })
  const [result, ...others] = await collect(followApproval(optionsFor(graph), approval))
  assert.deepEqual([result?.state, others.length, graph.received.length], ['waiting', 0, 3])
})

test('a template that is not at Meta, or paused, is a failure', async () => {
  await using graph = await accountServer({ [path]: listing({ status: 'PAUSED' }) })
  const results = await collect(followApproval(optionsFor(graph), { ...approval, templates: [newJobs, spanish] }))
  assert.deepEqual(
    results.map(({ state }) => state),
    ['failed', 'failed'],
  )
})

test('templates are listed over all pages', async () => {
  const page = (name: string, paging: object): Answer =>
    answerJson(200, { data: [{ name, language: 'en', status: 'APPROVED' }], paging })
  const paged = looks(
    page('a', { cursors: { after: 'X' }, next: 'https://next' }),
    page('b', { cursors: { after: 'Y' } }),
  )
  await using graph = await accountServer({ [path]: paged })
  const templates = await listTemplates(optionsFor(graph), 'waba')
  assert.ok(Array.isArray(templates))
  assert.deepEqual(
    templates.map(({ name }) => name),
    ['a', 'b'],
  )
  assert.match(graph.received[1]?.path ?? '', /&after=X$/)
})
