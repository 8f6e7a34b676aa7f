import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { parse } from 'yaml'
import { type Entry, fromBuffer } from 'yauzl'
import { contextFiles } from '../image/context.ts'
import { unknownOptions } from './known-options.ts'
import { makeBundle } from './make-bundle.ts'
import { OperatorFileRefused, operatorConfig } from './operator-file.ts'

const root = join(import.meta.dirname, '../..')
const example = readFileSync(join(root, 'infra/beanstalk/operator.example.yaml'), 'utf8')
const bundle = makeBundle({ folder: root, operator: example })
const { DOCKER_COMPOSE } = process.env

/** Unpacked by another library than packed it, as Elastic Beanstalk does before it builds. */
const unpacked = mkdtempSync(join(tmpdir(), 'bundle-'))
const modes = await unpack(bundle, unpacked)
after(() => rmSync(unpacked, { recursive: true, force: true }))
const fileOf = (path: string) => readFileSync(join(unpacked, path), 'utf8')
const configs = [...modes.keys()].filter((path) => path.startsWith('.ebextensions/'))
type Settings = Record<string, Record<string, unknown>>
const settings: Settings = Object.assign({}, ...configs.map((path) => parse(fileOf(path)).option_settings ?? {}))

test('what Elastic Beanstalk looks for stands at the root of the bundle', () => {
  for (const path of ['Dockerfile', '.dockerignore', 'docker-compose.yml']) assert.ok(modes.has(path), path)
  assert.ok(bundle.length < 500 * 1024 * 1024)
  assert.ok(configs.length >= 3 && configs.every((path) => /^\.ebextensions\/\d\d-[a-z-]+\.config$/.test(path)))
  assert.ok(!modes.has('.env'), 'Elastic Beanstalk writes it, unless the bundle brings one')
})

test('the image is built from the same files as here', () => {
  assert.deepEqual(contextFiles(unpacked), contextFiles(root))
  assert.equal(fileOf('Dockerfile'), readFileSync(join(root, 'Dockerfile'), 'utf8'))
})

test('hooks stand where the platform runs them, and may be run', () => {
  const hooks = [...modes].filter(([path]) => path.startsWith('.platform/'))
  assert.ok(hooks.length > 0)
  for (const [path, mode] of hooks) {
    assert.match(path, /^\.platform\/(hooks|confighooks)\/(prebuild|predeploy|postdeploy)\/\d\d_[a-z_]+\.sh$/)
    assert.equal(mode, 0o100755)
    assert.match(fileOf(path), /^#!\/bin\/sh\n/)
  }
})

test('each option is one that Elastic Beanstalk knows', () => {
  for (const path of configs) assert.deepEqual(unknownOptions(parse(fileOf(path)).option_settings ?? {}), [])
  assert.deepEqual(unknownOptions({ 'aws:x': { A: 1 }, 'aws:autoscaling:asg': { Minimum: 1 } }), [
    'aws:x: A',
    'aws:autoscaling:asg: Minimum',
  ])
})

test('the load balancer asks whether a server is ready, keeps to none, and a release takes no instance away', () => {
  const server = settings['aws:elasticbeanstalk:environment:process:default'] ?? {}
  assert.equal(settings['aws:elasticbeanstalk:environment']?.LoadBalancerType, 'application')
  assert.equal(server.HealthCheckPath, '/readyz')
  assert.equal(server.StickinessEnabled, false)
  assert.equal(settings['aws:elasticbeanstalk:command']?.DeploymentPolicy, 'RollingWithAdditionalBatch')
  assert.equal(settings['aws:elbv2:listener:default']?.ListenerEnabled, 'false', 'HTTPS alone')
})

test('a server that is told to stop has the time to be forgotten by the load balancer and to finish', () => {
  const server = settings['aws:elasticbeanstalk:environment:process:default'] ?? {}
  const unhealthyAfter = Number(server.HealthCheckInterval) * Number(server.UnhealthyThresholdCount)
  const base = parse(fileOf('.ebextensions/10-environment.config')).option_settings
  const drain = base['aws:elasticbeanstalk:application:environment'].DRAIN_SECONDS
  assert.ok(drain > unhealthyAfter, `${drain} s`)
  const ends = readFileSync(join(root, 'apps/server/src/process-end.ts'), 'utf8')
  const longestStop = Number(/longestStopMs = ([\d_]+)/.exec(ends)?.[1]?.replace('_', '')) / 1000
  const grace = /stop_grace_period: (\d+)s/.exec(fileOf('docker-compose.yml'))?.[1]
  assert.ok(longestStop >= drain + 10 && Number(grace) > longestStop, `${grace} s`)
})

test('Docker Compose takes what each instance runs', {
  skip: DOCKER_COMPOSE === undefined && 'no DOCKER_COMPOSE',
}, () => {
  writeFileSync(join(unpacked, '.env'), 'PUBLIC_URL=https://jobs.example.org\n')
  const { stdout, stderr, status } = spawnSync(DOCKER_COMPOSE ?? '', ['config', '--format', 'json'], {
    cwd: unpacked,
    env: {},
    encoding: 'utf8',
  })
  assert.deepEqual([status, stderr], [0, ''])
  const { services } = JSON.parse(stdout)
  assert.deepEqual(Object.keys(services), ['web', 'worker'])
  assert.deepEqual(services.web.environment, { PUBLIC_URL: 'https://jobs.example.org', ROLE: 'web' })
  assert.equal(services.web.ports[0].published, '80')
  assert.ok(services.web.read_only && services.worker.read_only)
})

test('with a finished image an instance builds nothing and gets no source', async () => {
  const image = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/rolecall:1.2.3'
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'))
  const files = await unpack(makeBundle({ folder: root, image }), folder)
  const compose = readFileSync(join(folder, 'docker-compose.yml'), 'utf8')
  rmSync(folder, { recursive: true })
  assert.ok(compose.includes(`image: ${image}`) && !compose.includes('build:'))
  assert.ok([...files.keys()].every((path) => /^(docker-compose\.yml|\.ebextensions\/|\.platform\/)/.test(path)))
})

test('the same files make the same bytes, wherever the clock stands', () => {
  const zone = process.env.TZ
  process.env.TZ = 'Pacific/Auckland'
  const elsewhere = makeBundle({ folder: root, operator: example })
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
  assert.ok(Buffer.from(elsewhere).equals(bundle))
})

const refusals: readonly [string, (text: string) => string, RegExp][] = [
  [
    'a secret by its value',
    (text) => text.replace(/(DATABASE_URL:) .*/, '$1 mongodb://user:password@host/x'),
    /secrets\.DATABASE_URL: give the ARN of a secret or a parameter, never its value/,
  ],
  [
    'a secret among the properties',
    (text) => text.replace('properties:', 'properties:\n  WHATSAPP_APP_SECRET: x'),
    /properties\.WHATSAPP_APP_SECRET: is secret/,
  ],
  [
    'no database, which would be lost with its instance',
    (text) => text.replace(/ {2}DATABASE_URL:.*\n/, ''),
    /secrets\.DATABASE_URL: is missing/,
  ],
  [
    'an option that is none',
    (text) => text.replace('MinSize', 'Minimum'),
    /options\.aws:autoscaling:asg: Minimum: Elastic Beanstalk has no such option/,
  ],
  ['no certificate', (text) => text.replace(/certificate:.*/, 'certificate: mine'), /certificate: give the ARN/],
  [
    'a setting with which the server would not start',
    (text) => text.replace(/"254700000000"/, '+254'),
    /WHATSAPP_PHONE_NUMBER: give the digits/,
  ],
  [
    'a setting that the server misses',
    (text) => text.replace(/ {2}WHATSAPP_WABA_ID:.*\n/, ''),
    /WHATSAPP_WABA_ID: is missing/,
  ],
]
for (const [what, change, message] of refusals)
  test(`an operator's file with ${what} is refused with the mend`, () => {
    assert.notEqual(change(example), example)
    assert.throws(
      () => operatorConfig(change(example)),
      (error) => error instanceof OperatorFileRefused && message.test(error.message),
    )
  })

/** The names of a bundle's files with their modes. */
function unpack(bytes: Uint8Array, into: string): Promise<Map<string, number>> {
  return new Promise((resolve, reject) => {
    const found = new Map<string, number>()
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (refused, zip) => {
      if (refused) return reject(refused)
      zip.on('entry', (entry: Entry) => {
        found.set(entry.fileName, entry.externalFileAttributes >>> 16)
        zip.openReadStream(entry, async (error, stream) => {
          if (error) return reject(error)
          const path = join(into, entry.fileName)
          mkdirSync(dirname(path), { recursive: true })
          writeFileSync(path, await buffer(stream))
          zip.readEntry()
        })
      })
      zip.on('end', () => resolve(found))
      zip.on('error', reject)
      zip.readEntry()
    })
  })
}
