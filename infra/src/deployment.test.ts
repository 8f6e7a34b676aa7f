import assert from 'node:assert/strict'
import { test } from 'node:test'
import { price } from './costs/lines.ts'
import { DeploymentRefused, parseDeployment } from './deployment.ts'
import { sizes } from './sizes.ts'
import { example } from './synthesise.ts'

test('the example describes an installation', () => {
  const { name, capacity } = parseDeployment(example)
  assert.deepEqual([name, capacity], ['rolecall', sizes.pilot])
})

const refused = (title: string, changes: Record<string, unknown>, says: RegExp) =>
  test(`refused: ${title}`, () => {
    assert.throws(
      () => parseDeployment({ ...example, ...changes }),
      (error) => error instanceof DeploymentRefused && says.test(error.message),
    )
  })
const certificate = (region: string) => `arn:aws:acm:${region}:111122223333:certificate/1`
refused('a size that is none', { size: 'village' }, /^size: give pilot, city or country$/)
refused(
  "a certificate of another region than the balancer's",
  { certificateArn: certificate('us-east-1') },
  /^certificateArn: .*eu-west-1 only/,
)
refused(
  'a certificate that CloudFront cannot take',
  { assets: { domain: 'a.example.org', certificateArn: certificate('eu-west-1') } },
  /^assets.certificateArn: .*us-east-1 only/,
)
refused('a region in which an account sees two zones', { region: 'us-west-1' }, /^region: .*one with three/)
refused(
  'GitHub ids that are none',
  { github: { repository: 'a/b', ids: { owner: 'a', repository: 1 } } },
  /gh api repos/,
)
refused('a name that no bucket could begin with', { name: 'Role Call' }, /^name: /)
refused('a field that nobody knows, such as a misspelt one', { mailform: 'jobs@example.org' }, /mailform/)
refused(
  'a snapshot for a database of somebody else',
  { mongo: { kind: 'url', restoreFrom: 'snap-12345678' } },
  /restoreFrom/,
)
refused('several things, each told', { size: 'x', domain: 'y' }, /size: [^\n]+\ndomain: |domain: [^\n]+\nsize: /)

test('an interface endpoint stands only where it spares more than it costs', () => {
  for (const [name, { interfaceEndpoints, traffic }] of Object.entries(sizes)) {
    const costs = 3 * 730 * price('endpoint')
    const spares = traffic.logsGB * (price('NAT data') - price('endpoint data'))
    assert.equal(interfaceEndpoints.includes('logs'), spares > costs, name)
  }
})

test('the least hosts carry the least tasks, and more can be started', () => {
  for (const { web, worker, hosts } of Object.values(sizes)) {
    const memory = web.min * web.memoryMiB + worker.min * (worker.memoryMiB + 128)
    const cpu = web.min * web.cpu + worker.min * (worker.cpu + 32)
    assert.ok(memory <= hosts.min * (hosts.memoryMiB - 512))
    assert.ok(cpu <= hosts.min * hosts.cores * 1024)
    assert.ok(hosts.max > hosts.min)
  }
})
