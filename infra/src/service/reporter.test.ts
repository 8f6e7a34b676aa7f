import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { metricsPort, queueMetric } from '../names.ts'
import { resources, synthesise } from '../synthesise.ts'
import { ageIn, reporterScript } from './reporter.ts'

const prometheus = `# HELP rolecall_tasks_oldest_seconds Age of the oldest task that waits
# TYPE rolecall_tasks_oldest_seconds gauge
rolecall_tasks_oldest_seconds{kind="receive"} 3
rolecall_tasks_oldest_seconds{kind="deliver",lane="a b"} 41.5
rolecall_tasks_waiting 900
`

test('the age is the greatest of all series', () => {
  assert.equal(ageIn(prometheus, queueMetric.name), 41.5)
  assert.equal(ageIn('rolecall_tasks_oldest_seconds 0\n', queueMetric.name), 0)
})

test('no series, and no number, is no age', () => {
  assert.equal(ageIn('rolecall_tasks_oldest_seconds_other 7\n', queueMetric.name), undefined)
  assert.equal(ageIn('rolecall_tasks_oldest_seconds NaN\n', queueMetric.name), undefined)
})

test('the script that runs beside a worker writes the line that the metric filter counts', async () => {
  const server = createServer((_request, response) => response.end(prometheus)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const script = reporterScript('pilot-1').replace(`http://product:${metricsPort}`, `http://127.0.0.1:${port}`)
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  child.kill()
  server.close()
  assert.deepEqual(JSON.parse(String(line)), { installation: 'pilot-1', rolecall_tasks_oldest_seconds: 41.5 })
})

test('the metric that scales and alarms is the one that the filter makes of that line', () => {
  const made = synthesise()
  const [filter] = resources(made, 'AWS::Logs::MetricFilter')
  assert.equal(filter?.Properties.FilterPattern, '{ $.rolecall_tasks_oldest_seconds >= 0 }')
  const [made1] = filter?.Properties.MetricTransformations ?? []
  const { MetricName, MetricNamespace, MetricValue, Dimensions } = made1
  assert.deepEqual(
    [MetricNamespace, MetricName, MetricValue],
    ['Rolecall', queueMetric.name, '$.rolecall_tasks_oldest_seconds'],
  )
  assert.deepEqual(Dimensions, [{ Key: 'installation', Value: '$.installation' }])
  const watching = resources(made, 'AWS::CloudWatch::Alarm').filter(
    ({ Properties }) => Properties.MetricName === queueMetric.name,
  )
  assert.ok(watching.length >= 3)
  for (const { Properties } of watching)
    assert.deepEqual(Properties.Dimensions, [{ Name: 'installation', Value: 'rolecall' }])
})
