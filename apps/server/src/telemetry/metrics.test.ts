import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countCacheReads } from './cache-reads.ts'
import { listenForMetrics } from './listener.ts'
import { type Metric, metrics as table } from './metric-table.ts'
import { createMetrics } from './metrics.ts'

const line = (text: string, name: string) => text.split('\n').filter((each) => each.startsWith(name))

test('a value that the table does not list counts as other, so that nobody outside makes series', async () => {
  const metrics = createMetrics()
  const what = { template: 'none', category: 'utility' }
  for (const type of ['regular', 'made-up-1', 'made-up-2'])
    metrics.add('rolecall_whatsapp_priced_total', { ...what, type })
  assert.deepEqual(line(await metrics.text(), 'rolecall_whatsapp_priced_total{'), [
    'rolecall_whatsapp_priced_total{template="none",category="utility",type="regular"} 1',
    'rolecall_whatsapp_priced_total{template="none",category="utility",type="other"} 2',
  ])
})

test('what is counted by labels that were looked up once is told in full each time', async () => {
  const metrics = createMetrics()
  const labels = { route: '/jobs/:page', method: 'GET', status: '2xx' }
  const count = metrics.counter('rolecall_http_requests_total', labels)
  const told = async () =>
    line(await metrics.text(), 'rolecall_http_requests_total{').map((each) => each.split('} ')[1])
  assert.deepEqual(await told(), [])
  count()
  count()
  assert.deepEqual(await told(), ['2'])
  assert.deepEqual(await told(), ['2'])
  count()
  metrics.add('rolecall_http_requests_total', labels)
  assert.deepEqual(await told(), ['4'])
})

test('every metric of the table is told with its help and its type', async () => {
  const text = await createMetrics().text()
  for (const [name, { help, type }] of Object.entries<Metric>(table)) {
    assert.ok(text.includes(`# HELP ${name} ${help}\n`), name)
    assert.ok(text.includes(`# TYPE ${name} ${type}\n`), name)
  }
})

test('names end as what they are: counters in total, times in seconds, sizes in bytes', () => {
  for (const [name, { type, buckets, labels }] of Object.entries<Metric>(table)) {
    assert.match(name, /^rolecall_[a-z_]+$/)
    assert.equal(name.endsWith('_total'), type === 'counter', name)
    if (type === 'histogram') assert.match(name, /_(seconds|bytes)$/)
    assert.equal(buckets !== undefined, type === 'histogram', name)
    for (const [label, values] of Object.entries(labels)) assert.ok(values.length > 0, `${name} ${label}`)
  }
})

test('what cannot be read leaves the other metrics readable', async () => {
  const metrics = createMetrics()
  metrics.onRead(async () => {
    throw new Error('the store is away')
  })
  metrics.onRead(() => metrics.set('rolecall_streams_open', {}, 3))
  assert.deepEqual(line(await metrics.text(), 'rolecall_streams_open '), ['rolecall_streams_open 3'])
})

test('reads of the cache are counted by name and outcome, with their time and the size of what was found', async () => {
  const metrics = createMetrics()
  const { onCacheRead, totals } = countCacheReads(metrics)
  onCacheRead({ name: 'job', outcome: 'hit', ms: 0.2, bytes: 3000 })
  onCacheRead({ name: 'job', outcome: 'miss', ms: 0.1, bytes: 0 })
  onCacheRead({ name: 'job', outcome: 'error', ms: 150, bytes: 0 })
  const text = await metrics.text()
  assert.deepEqual(line(text, 'rolecall_cache_reads_total{'), [
    'rolecall_cache_reads_total{name="job",outcome="hit"} 1',
    'rolecall_cache_reads_total{name="job",outcome="miss"} 1',
    'rolecall_cache_reads_total{name="job",outcome="error"} 1',
  ])
  assert.deepEqual(line(text, 'rolecall_cache_read_seconds_count'), ['rolecall_cache_read_seconds_count{name="job"} 3'])
  assert.deepEqual(line(text, 'rolecall_cache_bytes_sum'), ['rolecall_cache_bytes_sum{name="job"} 3000'])
  assert.deepEqual(totals(), { hits: 1, stale: 0, misses: 1, errors: 1, bytes: 3000 })
})

test('the listener answers /metrics and nothing else', async () => {
  await using listener = await listenForMetrics(createMetrics(), { host: '127.0.0.1', port: 0 })
  const answer = await fetch(listener.url)
  assert.match(String(answer.headers.get('content-type')), /^text\/plain; version=0\.0\.4/)
  assert.match(await answer.text(), /rolecall_store_up/)
  assert.equal((await fetch(listener.url.replace('/metrics', '/'))).status, 404)
  assert.equal((await fetch(listener.url, { method: 'POST' })).status, 404)
})
