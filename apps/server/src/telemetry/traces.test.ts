import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { freePort } from '@rolecall/test-servers/free-port'
import { startGraphCounter, tell, webhookOf } from '../testing/graph-counter.ts'
import { startServerProcess, whatsappEnv } from '../testing/server-process.ts'
import { type ReceivedSpan, startOtlpReceiver } from './testing/otlp-receiver.ts'

/** The process prints which packages it loads. */
const hook = `import { registerHooks } from 'node:module'
registerHooks({ load: (url, context, next) => (url.includes('@opentelemetry') && console.log('loads', url), next(url, context)) })`
const toldOfLoading = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}` }

const waId = '254700123456'
const words = 'Hi from Wanjiku'

test('one trace goes from the webhook at one process to the delivery by another, and holds nothing of the person', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-traces-'))
  await using otlp = await startOtlpReceiver()
  const [webPort, workerPort] = [await freePort(), await freePort()]
  await using graph = await startGraphCounter(`http://127.0.0.1:${webPort}`)
  const env = {
    ...whatsappEnv,
    WHATSAPP_GRAPH_URL: graph.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: otlp.url,
    OTEL_BSP_SCHEDULE_DELAY: '50',
    OTEL_SERVICE_NAME: 'rolecall-test',
    ...toldOfLoading,
  }
  const web = await startServerProcess({ folder, port: webPort, env: { ...env, ROLE: 'web' } })
  const worker = await startServerProcess({ folder, port: workerPort, env: { ...env, ROLE: 'worker' } })

  t.after(() => Promise.all([web.stop('SIGKILL'), worker.stop('SIGKILL')]))
  await tell(web.url, JSON.stringify(helloBody()), () => true)
  const until = Date.now() + 20_000
  while (!delivered(otlp.spans) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20))
  assert.ok(delivered(otlp.spans), `${otlp.spans.map(({ name }) => name)}`)
  await Promise.all([web.stop('SIGTERM'), worker.stop('SIGTERM')])

  assert.match(web.output(), /loads .*@opentelemetry\/sdk-trace/)
  const sent = otlp.spans.find(({ name }) => name === 'message delivered')
  const trace = otlp.spans.filter(({ traceId }) => traceId === sent?.traceId)
  const wanted = ['webhook', 'unpack', 'receive message', 'deliver', 'whatsapp send', 'message delivered']
  for (const name of wanted) assert.ok(spanOf(trace, name), `${name} among ${trace.map(({ name: each }) => each)}`)
  assert.ok(trace.some(({ name }) => name === 'commit'))
  assert.deepEqual(
    wanted.slice(0, 5).map((name) => spanOf(trace, name)?.resource['rolecall.role']),
    ['web', 'worker', 'worker', 'worker', 'worker'],
  )
  const parents = { unpack: 'webhook', 'receive message': 'unpack', 'whatsapp send': 'deliver' }
  for (const [child, parent] of Object.entries(parents))
    assert.equal(spanOf(trace, child)?.parentSpanId, spanOf(trace, parent)?.spanId, `${child} stands in ${parent}`)
  assert.equal(spanOf(trace, 'webhook')?.resource['service.name'], 'rolecall-test')
  for (const secret of [waId, 'Wanjiku', 'wamid.', 'KE.'])
    assert.ok(!otlp.bodies.some((body) => body.includes(secret)), secret)
  rmSync(folder, { recursive: true, force: true })
})

test('without an endpoint nothing of OpenTelemetry is loaded but the interface that the metrics name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-untraced-'))
  const port = await freePort()
  const server = await startServerProcess({ folder, port, env: { ...whatsappEnv, ...toldOfLoading } })
  await server.stop('SIGTERM')
  assert.doesNotMatch(server.output(), /loads .*@opentelemetry\/(?!api\/)/)
  rmSync(folder, { recursive: true, force: true })
})

const spanOf = (spans: readonly ReceivedSpan[], wanted: string): ReceivedSpan | undefined =>
  spans.find(({ name }) => name === wanted)

const delivered = (spans: readonly ReceivedSpan[]): boolean => {
  const sent = spanOf(spans, 'message delivered')
  return sent !== undefined && spans.some(({ name, traceId }) => name === 'webhook' && traceId === sent.traceId)
}

const helloBody = () =>
  webhookOf({
    contacts: [{ wa_id: waId, user_id: `KE.${waId}`, profile: { name: 'Wanjiku' } }],
    messages: [
      {
        from: waId,
        from_user_id: `KE.${waId}`,
        id: 'wamid.hello',
        timestamp: String(Math.floor(Date.now() / 1000)),
        type: 'text',
        text: { body: words },
      },
    ],
  })
