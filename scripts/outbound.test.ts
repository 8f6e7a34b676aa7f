import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serverLines } from './server-lines.ts'

/** Every place that asks another machine, and who gave the address. */
const known: Readonly<Record<string, string>> = {
  'apps/server/src/assets/asset-origin.ts': "the operator's ASSETS_URL",
  'apps/server/src/commands/healthcheck.ts': 'this machine',
  'apps/server/src/commands/set-up-number.ts': "the operator's address of the simulator",
  'apps/server/src/telemetry/open-tracing.ts': "the operator's OTEL_EXPORTER_OTLP_ENDPOINT",
  'packages/adapters/src/cache/redis.ts': "the operator's REDIS_URL",
  'packages/adapters/src/mail/simulator.ts': 'the simulator in this process',
  'packages/adapters/src/mail/smtp.ts': "the operator's SMTP_URL",
  'packages/store/src/mongodb/connection.ts': "the operator's DATABASE_URL",
  'packages/store/src/mongodb/initiate.ts': "the operator's DATABASE_URL",
  'packages/whatsapp/src/graph-call.ts': "the operator's WHATSAPP_GRAPH_URL, or Meta's",
  'packages/whatsapp/src/media/download.ts':
    "an answer of Meta's, by the protocol of its API, to a number of WhatsApp's",
  'packages/whatsapp/src/setup/check-webhook.ts': "the operator's PUBLIC_URL",
}
const asks =
  /(?<![.\w])fetch\(|\bhttps?\.(?:request|get)\(|\b(?:net|tls)\.connect\(|\bcreate(?:Connection|Transport|Client)\(|new (?:MongoClient|OTLP\w+|WebSocket)\(/

test('no address that somebody gives is asked: each place that asks one gets it from the operator or from WhatsApp', () => {
  const places = serverLines()
    .filter((line) => asks.test(line) && !line.includes(': import '))
    .map((line) => line.slice(0, line.indexOf(': ')))
  assert.deepEqual([...new Set(places)], Object.keys(known))
})
