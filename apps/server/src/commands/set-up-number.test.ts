import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, answerFault, answerJson, type FakeGraph } from '@rolecall/whatsapp/testing/fake-graph'
import { accountServer, challenge } from '@rolecall/whatsapp/testing/setup-world'
import { readConfig } from '../config.ts'
import { setUpNumber } from './set-up-number.ts'

const catalogues = {
  en: {
    'template.application_update.body': 'Hello {person}. There is news of your application. Answer to read it.',
    'template.application_update.example.person': 'Amina',
  },
  es: {
    'template.application_update.body': 'Hola, {person}. Hay noticias de su postulación. Responda para leerlas.',
    'template.application_update.example.person': 'Ana',
  },
}

const configOf = ({ url }: FakeGraph) =>
  readConfig({
    PUBLIC_URL: url,
    WHATSAPP_GRAPH_URL: `${url}/v26.0`,
    WHATSAPP_WABA_ID: 'waba',
    WHATSAPP_PHONE_NUMBER_ID: '106',
    WHATSAPP_PHONE_NUMBER: '254700000000',
    WHATSAPP_PORTFOLIO_ID: '7',
    WHATSAPP_ACCESS_TOKEN: 'secret-token',
    WHATSAPP_APP_SECRET: 'secret',
    WHATSAPP_VERIFY_TOKEN: 'verify',
  })

const run = async (config: ReturnType<typeof readConfig>): Promise<{ code: number; lines: string[] }> => {
  const lines: string[] = []
  const approval = { pollMs: 1, looks: 2 }
  const code = await setUpNumber({ config, catalogues, print: (line) => lines.push(line), approval })
  return { code, lines }
}

/** An account that takes templates in, and gives each the verdict of its language. */
const accountWith = (verdicts: Readonly<Record<string, object>>, more: Record<string, Answer> = {}) => {
  const taken: object[] = []
  return accountServer({
    'GET /webhooks/whatsapp': challenge,
    'GET /v26.0/waba/message_templates': (...call) => answerJson(200, { data: taken })(...call),
    'POST /v26.0/waba/message_templates': (response, received) => {
      const template = Object(received.body)
      taken.push({ ...template, ...verdicts[template.language] })
      answerJson(200, { id: '1', status: 'PENDING', category: template.category })(response, received)
    },
    ...more,
  })
}

const approved = { status: 'APPROVED' }

test('where all is well each step is ticked and the templates of each language are approved', async () => {
  await using graph = await accountWith({ en: approved, es: approved })
  const { code, lines } = await run(configOf(graph))
  assert.deepEqual(lines, [
    '✓ token: The token is valid, has both permissions and does not end.',
    '✓ number: +254 700 000000, "Thika Job Centre" is ready. Quality GREEN, throughput STANDARD, people a day by template: TIER_2K.',
    // The test's webhook has no TLS.
    `! webhook: ${graph.url}/webhooks/whatsapp answers, without TLS.`,
    '  Meta calls https only, with a certificate that it trusts.',
    '✓ subscription: The app is now subscribed to the account.',
    '✓ templates: application_update (en) is submitted.',
    '✓ templates: application_update (es) is submitted.',
    '✓ approval: application_update (en) is approved.',
    '✓ approval: application_update (es) is approved.',
    'Nothing is missing.',
  ])
  assert.equal(code, 0)
})

test('a subscription that is refused and a rejected template are told with their mends', async () => {
  const rejected = { status: 'REJECTED', rejected_reason: 'PROMOTIONAL' }
  await using graph = await accountWith(
    { en: approved, es: rejected },
    { 'POST /v26.0/waba/subscribed_apps': answerFault(403, 200) },
  )
  const { code, lines } = await run(configOf(graph))
  const after = (line: string) => lines[lines.indexOf(line) + 1]
  assert.match(
    after('✗ subscription: The app could not be subscribed to the account: Meta says 200, "m".') ?? '',
    /^ {2}Give the system user full control of the app/,
  )
  assert.equal(
    after('✗ approval: application_update (es) is rejected: PROMOTIONAL.'),
    '  Change its text, or appeal in WhatsApp Manager.',
  )
  assert.equal(lines.at(-1), '2 steps failed. Mend what is marked ✗, then run this again.')
  assert.equal(code, 1)
})

test('a template that still waits for its review is no failure', async () => {
  await using graph = await accountWith({ en: approved, es: { status: 'PENDING' } })
  const { code, lines } = await run(configOf(graph))
  assert.ok(lines.includes("! approval: application_update (es) waits for Meta's review (pending)."))
  assert.equal(code, 0)
})

test('without variables the look-alike of a server that runs is set up, and it is said so', async () => {
  await using graph = await accountServer({ 'GET /livez': answerJson(200, {}) })
  const { lines } = await run(readConfig({ PORT: new URL(graph.url).port }))
  assert.equal(lines[0], `No WHATSAPP_ variables are set: this sets up the look-alike of WhatsApp at ${graph.url}.`)
  assert.ok(graph.received.some(({ path }) => path.startsWith('/simulator/graph/v26.0/debug_token')))
})

test('where no server runs it is said that it must be started first', async () => {
  const graph = await accountServer()
  await graph[Symbol.asyncDispose]()
  const { code, lines } = await run(readConfig({ PORT: new URL(graph.url).port }))
  assert.deepEqual(lines.slice(1), [
    `✗ Nothing answers at ${graph.url}.`,
    '  Run npm start first and leave it running, then run this in another terminal.',
  ])
  assert.equal(code, 1)
})
