import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { readConfig } from '../../apps/server/src/config.ts'
import { composed } from './compose-config.ts'

const root = join(import.meta.dirname, '../..')
const { DOCKER_COMPOSE } = process.env

const example = readFileSync(join(root, '.env.example'), 'utf8')
const filledIn = example
  .replace(/^(WHATSAPP_PHONE_NUMBER)=$/m, '$1=254700000000')
  .replace(/^(WHATSAPP_\w+)=$/gm, '$1=x')

describe('compose.yaml', { skip: DOCKER_COMPOSE === undefined && 'no DOCKER_COMPOSE' }, () => {
  test('without settings it is a demo of two web servers, two workers and one look-alike, for this machine alone', () => {
    const { services } = composed()
    const replicas = Object.entries(services).flatMap(([name, { deploy }]) => (deploy ? [[name, deploy.replicas]] : []))
    assert.deepEqual(Object.fromEntries(replicas), { web: 2, worker: 2, phones: 1 })
    assert.deepEqual(
      services.balancer?.ports?.map(({ host_ip }) => host_ip),
      ['127.0.0.1', '127.0.0.1'],
    )
    const [web, worker, phones] = [services.web, services.worker, services.phones].map((service) =>
      readConfig(service?.environment ?? {}),
    )
    assert.equal(web?.whatsapp.simulatorUrl, 'http://phones:3000')
    assert.equal(web?.demo, true)
    assert.equal(web?.trustedProxies, 1)
    assert.deepEqual([web?.role, worker?.role], ['web', 'worker'])
    assert.equal(
      phones?.whatsapp.simulated && phones.whatsapp.simulatorUrl === undefined,
      true,
      'the look-alike serves there',
    )
    assert.equal(services.web?.depends_on?.phones?.condition, 'service_healthy', 'one server fills the demo in')
  })

  test('with the example settings filled in it is a real one: no demo, no look-alike, open to the world', () => {
    const { services } = composed(filledIn)
    assert.equal(services.phones?.deploy?.replicas, 0)
    assert.deepEqual(
      services.balancer?.ports?.map(({ published }) => published),
      ['80', '443'],
    )
    const config = readConfig(services.web?.environment ?? {})
    assert.equal(config.production, true)
    assert.equal(config.demo, false)
    assert.equal(config.whatsapp.simulated, false)
    assert.equal(config.publicUrl, 'https://jobs.example.org')
  })

  test('with the example settings as they come, a server says what is still missing', () => {
    const { services } = composed(example)
    assert.throws(() => readConfig(services.web?.environment ?? {}), /WHATSAPP_WABA_ID: is missing/)
  })

  test('no container may write to its root file system, gain rights, or be root', () => {
    for (const [name, service] of Object.entries(composed().services)) {
      assert.equal(service.read_only, true, name)
      assert.deepEqual(service.cap_drop, ['ALL'], name)
      assert.ok(
        service.image.startsWith('rolecall:') || service.image.startsWith('haproxy:') || service.user !== undefined,
        name,
      )
    }
  })

  test('stores are reached from inside alone, and only the balancer from outside', () => {
    const { services, networks } = composed()
    assert.equal(networks.inside?.internal, true)
    for (const name of ['mongo1', 'mongo2', 'mongo3', 'redis'])
      assert.deepEqual(Object.keys(services[name]?.networks ?? {}), ['inside'], name)
    const published = Object.entries(services).flatMap(([name, { ports }]) => (ports === undefined ? [] : [name]))
    assert.deepEqual(published, ['balancer'])
  })

  test('servers start once the replica set stands, which one command makes of its three members', () => {
    const { services } = composed()
    for (const name of ['web', 'worker', 'phones'])
      assert.equal(services[name]?.depends_on?.['replica-set']?.condition, 'service_completed_successfully')
    const set = services['replica-set']
    assert.deepEqual(set?.command, ['node', 'apps/server/src/commands/replica-set.ts'])
    assert.equal(set?.environment?.DATABASE_URL, services.web?.environment?.DATABASE_URL)
    for (const name of ['mongo1', 'mongo2', 'mongo3']) {
      assert.equal(set?.depends_on?.[name]?.condition, 'service_healthy')
      assert.ok(set?.environment?.DATABASE_URL?.includes(`${name}:27017`))
    }
  })

  test('Redis is a cache: bounded, the least used goes first, and nothing is written down', () => {
    const command = composed().services.redis?.command?.join(' ') ?? ''
    assert.match(command, /--maxmemory \d+mb --maxmemory-policy allkeys-lru --save {2}--appendonly no$/)
  })

  test('what is no compose file is refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'compose-'))
    writeFileSync(join(folder, 'compose.yaml'), 'services: { web: { image: x, replicas: 2 } }')
    const { stderr, status } = spawnSync(DOCKER_COMPOSE ?? '', ['config', '-q'], {
      cwd: folder,
      env: {},
      encoding: 'utf8',
    })
    rmSync(folder, { recursive: true })
    assert.notEqual(status, 0)
    assert.match(stderr, /services\.web\.replicas false schema/)
  })
})
