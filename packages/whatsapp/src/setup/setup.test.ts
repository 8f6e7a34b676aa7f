import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, answerFault, answerJson } from '../testing/fake-graph.ts'
import { accountServer, collect, listing, newJobs, optionsFor } from '../testing/setup-world.ts'
import { setup } from './setup.ts'
import type { StepName, StepResult } from './step.ts'
import { creationRequest } from './template-definition.ts'

async function resultsWith(answers: Record<string, Answer>): Promise<StepResult[]> {
  await using graph = await accountServer(answers)
  return await collect(setup(optionsFor(graph)))
}

async function stepWith(step: StepName, answers: Record<string, Answer>): Promise<StepResult> {
  const found = (await resultsWith(answers)).find((result) => result.step === step)
  assert.ok(found)
  return found
}

test('a fresh account is checked, subscribed, given its templates and left waiting for approval', async () => {
  let asked = 0
  const templates: Answer = (...call) => (asked++ === 0 ? listing() : listing({ status: 'PENDING' }))(...call)
  await using graph = await accountServer({ 'GET /v26.0/waba/message_templates': templates })
  const results = await collect(setup(optionsFor(graph)))
  assert.deepEqual(
    results.map(({ step, state }) => [step, state]),
    [
      ['token', 'ok'],
      ['number', 'ok'],
      // The test's webhook has no TLS.
      ['webhook', 'warning'],
      ['subscription', 'ok'],
      ['templates', 'ok'],
      ['approval', 'waiting'],
    ],
  )
  const posted = graph.received.filter(({ method }) => method === 'POST')
  assert.deepEqual(
    posted.map(({ path, body }) => [path, body]),
    [
      ['/v26.0/waba/subscribed_apps', undefined],
      ['/v26.0/waba/message_templates', creationRequest(newJobs)],
    ],
  )
})

test('what is done already is left as it is', async () => {
  const subscribed = { data: [{ whatsapp_business_api_data: { id: '9', name: 'Rolecall' } }] }
  await using graph = await accountServer({
    'GET /v26.0/waba/subscribed_apps': answerJson(200, subscribed),
    'GET /v26.0/waba/message_templates': listing({ status: 'APPROVED' }),
  })
  const results = await collect(setup(optionsFor(graph)))
  assert.equal(results.at(-1)?.says, 'new_jobs (en) is approved.')
  assert.ok(graph.received.every(({ method }) => method === 'GET'))
})

test('an app subscribed by somebody else does not count as this one', async () => {
  const other = { data: [{ whatsapp_business_api_data: { id: '8' } }] }
  const result = await stepWith('subscription', { 'GET /v26.0/waba/subscribed_apps': answerJson(200, other) })
  assert.equal(result.says, 'The app is now subscribed to the account.')
})

test('with an invalid token nothing else is asked', async () => {
  const results = await resultsWith({ 'GET /v26.0/debug_token': answerFault(400, 190) })
  assert.deepEqual(
    results.map(({ step, state }) => [step, state]),
    [['token', 'failed']],
  )
  assert.match(results[0]?.mend ?? '', /WHATSAPP_ACCESS_TOKEN/)
})

test('what is said holds no token', async () => {
  for (const answer of [answerFault(400, 190), answerJson(200, { data: { is_valid: false } })]) {
    assert.doesNotMatch(JSON.stringify(await resultsWith({ 'GET /v26.0/debug_token': answer })), /secret-token/)
  }
})

const management = { app_id: '9', scopes: ['whatsapp_business_management'] }
const both = [...management.scopes, 'whatsapp_business_messaging']
const cases: [claim: string, step: StepName, answers: Record<string, Answer>, state: string, says: RegExp][] = [
  [
    'a token that lacks a permission is told which',
    'token',
    { 'GET /v26.0/debug_token': answerJson(200, { data: management }) },
    'failed',
    /lacks whatsapp_business_messaging\./,
  ],
  [
    'a token that ends is told when',
    'token',
    { 'GET /v26.0/debug_token': answerJson(200, { data: { scopes: both, expires_at: 1_800_000_000 } }) },
    'warning',
    /ends on 2027-01-15/,
  ],
  [
    'a token that may not look at itself is asked for its owner',
    'token',
    { 'GET /v26.0/debug_token': answerFault(400, 100), 'GET /v26.0/me': answerJson(200, { id: '5' }) },
    'ok',
    /accepted/,
  ],
  ['an unknown number is told so', 'number', { 'GET /v26.0/106': answerFault(400, 100) }, 'failed', /PHONE_NUMBER_ID/],
  [
    'a number that is not registered is told how to',
    'number',
    { 'GET /v26.0/106': answerJson(200, { platform_type: 'NOT_APPLICABLE' }) },
    'failed',
    /not registered/,
  ],
  [
    'a number in bad standing is a warning',
    'number',
    { 'GET /v26.0/106': answerJson(200, { platform_type: 'CLOUD_API', quality_rating: 'RED' }) },
    'warning',
    /Quality RED/,
  ],
  [
    'a webhook that does not know the token is told so',
    'webhook',
    { 'GET /webhook': (response) => response.writeHead(403).end() },
    'failed',
    /does not give back the challenge \(HTTP 403\)/,
  ],
  [
    'a webhook that accepts any token is told so',
    'webhook',
    {
      'GET /webhook': (response, { path }) =>
        response.end(new URL(path, 'http://localhost').searchParams.get('hub.challenge')),
    },
    'failed',
    /accepts any verify token/,
  ],
  [
    'an unknown account is told so',
    'subscription',
    { 'GET /v26.0/waba/subscribed_apps': answerFault(400, 100) },
    'failed',
    /WABA_ID/,
  ],
  [
    'a template with another text at Meta is a warning',
    'templates',
    { 'GET /v26.0/waba/message_templates': listing({ status: 'APPROVED', components: [{ type: 'BODY', text: 'x' }] }) },
    'warning',
    /another text/,
  ],
  [
    'a template that Meta takes for another category is a warning',
    'templates',
    { 'POST /v26.0/waba/message_templates': answerJson(200, { id: '1', status: 'PENDING', category: 'UTILITY' }) },
    'warning',
    /for UTILITY, not MARKETING/,
  ],
  [
    'a template that Meta refuses is told with its reason',
    'templates',
    { 'POST /v26.0/waba/message_templates': answerFault(400, 2388299, { error_user_msg: 'No variable at the end' }) },
    'failed',
    /2388299, "No variable at the end"/,
  ],
  [
    'a rejected template is told with its reason',
    'approval',
    { 'GET /v26.0/waba/message_templates': listing({ status: 'REJECTED', rejected_reason: 'PROMOTIONAL' }) },
    'failed',
    /rejected: PROMOTIONAL/,
  ],
]
for (const [claim, step, answers, state, says] of cases) {
  test(claim, async () => {
    const result = await stepWith(step, answers)
    assert.equal(result.state, state)
    assert.match(result.says, says)
  })
}

test('a webhook where nobody listens is told with the reason', async () => {
  await using graph = await accountServer()
  const options = { ...optionsFor(graph), webhook: { url: 'http://127.0.0.1:1/webhook', verifyToken: 'verify' } }
  const result = (await collect(setup(options))).find(({ step }) => step === 'webhook')
  assert.equal(result?.state, 'failed')
})

test('a template with problems is not sent to Meta', async () => {
  await using graph = await accountServer()
  const options = { ...optionsFor(graph), templates: [{ ...newJobs, body: '{{job}} is new.', examples: { job: 'c' } }] }
  const result = (await collect(setup(options))).find(({ step }) => step === 'templates')
  assert.match(result?.says ?? '', /begins or ends with a parameter/)
  assert.ok(!graph.received.some(({ method, path }) => method === 'POST' && path.includes('message_templates')))
})
