import assert from 'node:assert/strict'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { freePort } from '@rolecall/test-servers/free-port'
import { composed } from '../compose/compose-config.ts'
import { startInstallation } from '../compose/installation.ts'
import { until } from '../compose/until.ts'
import { buildImage, type Image } from './build-image.ts'
import { containerOf, run } from './run-container.ts'

/** Without an engine: the Dockerfile's own lines, carried out on folders, and the last one started as a container is. */
const skip =
  process.env.BWRAP === undefined ? 'no BWRAP' : process.getuid?.() !== 0 ? 'only root may be another user' : false

const { MONGOD, REDIS_SERVER, HAPROXY, DOCKER_COMPOSE } = process.env
const withoutServers =
  [MONGOD, REDIS_SERVER, HAPROXY, DOCKER_COMPOSE].includes(undefined) &&
  'no MONGOD, REDIS_SERVER, HAPROXY or DOCKER_COMPOSE'

describe('the image', { skip }, () => {
  const into = mkdtempSync(join(tmpdir(), 'rolecall-image-'))
  let image: Image
  let app: string
  before(async () => {
    image = await buildImage(join(import.meta.dirname, '../..'), into)
    app = join(image.root, 'app')
  })
  after(() => rmSync(into, { recursive: true, force: true }))
  const start = (variables: Readonly<Record<string, string>>, command = image.command) =>
    run(containerOf(image, join(into, 'volumes'), variables), command)

  test('it holds no package that only development, building or drawing needs', () => {
    const lock: { packages: Record<string, { dev?: boolean }> } = JSON.parse(
      readFileSync(join(app, 'node_modules/.package-lock.json'), 'utf8'),
    )
    const names = Object.keys(lock.packages)
    assert.ok(names.includes('node_modules/fastify') && names.length > 100)
    const dev = Object.entries(lock.packages).filter(([, { dev }]) => dev === true)
    assert.deepEqual(dev, [])
    const installed = new Set(readdirSync(join(app, 'node_modules')))
    const unwanted = ['typescript', '@biomejs', 'playwright-core', 'knip', 'vite', 'react', 'lightningcss', 'node']
    assert.deepEqual(
      unwanted.filter((name) => installed.has(name)),
      [],
    )
  })

  test('its workspaces are links into the image itself', () => {
    const links = readdirSync(join(app, 'node_modules/@rolecall'))
    assert.ok(links.includes('server') && links.includes('core'))
    for (const name of links) {
      const path = join(app, 'node_modules/@rolecall', name)
      assert.ok(lstatSync(path).isSymbolicLink(), `${name}: Node strips no types below node_modules`)
      assert.ok(realpathSync(path).startsWith(app), name)
    }
  })

  test('it holds no test and none of what the pages were built from', () => {
    const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter(
      (path) => !path.includes('node_modules'),
    )
    assert.deepEqual(
      files.filter((path) => /\.test\.tsx?$|\.tsx$|\/testing\//.test(path)),
      [],
    )
  })

  test('started on a root file system that cannot be written to, it serves pages, is healthy, and ends on SIGTERM', async () => {
    const port = await freePort()
    await using running = await start({ ...whatsapp, PORT: String(port), HOST: '127.0.0.1' })
    const at = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(5000) })
    await running.until(async () => (await at('/readyz')).ok)

    const page = await at('/jobs')
    assert.equal(page.status, 200)
    const html = await page.text()
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(html)?.[1]
    assert.equal((await at(style ?? '')).status, 200, 'the assets were built')
    assert.equal((await at('/employer')).status, 200)
    await using healthcheck = await start({ PORT: String(port) }, image.healthcheck)
    assert.equal(await healthcheck.ended, 0)

    assert.equal(await running.stop('SIGTERM'), 0)
    assert.deepEqual(readdirSync(join(into, 'volumes/keys')), ['rolecall.keys'])
    assert.ok(readdirSync(join(into, 'volumes/data')).includes('rolecall.db'))
    assert.doesNotMatch(running.output(), /Error|EROFS/)
  })

  test('told to stop while it still starts, it ends at once', async () => {
    const fresh = join(into, 'fresh')
    const settings = { ...whatsapp, PORT: '0', HOST: '127.0.0.1' }
    await using running = await run(containerOf(image, fresh, settings), image.command)
    await running.until(async () => readdirSync(join(fresh, 'keys')).includes('rolecall.keys'))
    assert.equal(await running.stop('SIGTERM'), 0)
  })

  test('without a server the health check says so', async () => {
    await using running = await start({ PORT: '9' }, image.healthcheck)
    assert.equal(await running.ended, 1)
  })

  test('without the settings of WhatsApp it does not start and names what is missing', async () => {
    await using running = await start({})
    assert.equal(await running.ended, 2)
    assert.match(running.output(), /WHATSAPP_ACCESS_TOKEN: is missing/)
  })

  test('as compose.yaml starts it, one look-alike serves all, and a person who says Hi to one server is answered by another', {
    skip: withoutServers,
  }, async () => {
    const servers = { phones: 'phones', web1: 'web', web2: 'web', worker1: 'worker' } as const
    await using installation = await startInstallation(composed(), image, { into: join(into, 'installation'), servers })
    const { port } = installation.balancer
    const at = async (path: string, body?: object) => {
      const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
      return fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'content-type': 'application/json' }, ...sent })
    }
    await until(async () => (await at('/jobs')).ok && (await at('/simulator/api/state')).ok)
    const phone = await (await at('/simulator/api/phones', { name: 'Amina', phone: '+254 700 000 001' })).json()
    assert.equal((await at(`/simulator/api/phones/${phone.id}/text`, { text: 'Hi' })).ok, true)
    await until(async () => {
      const { messages } = await (await at(`/simulator/api/phones/${phone.id}`)).json()
      return messages.length >= 2
    })
    const ends = Object.values(installation.servers).map((server) => server.stop('SIGTERM'))
    assert.deepEqual(await Promise.all(ends), [0, 0, 0, 0])
  })
})

/** In the form of the real ones; nothing is sent. */
const whatsapp = {
  WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9/v26.0',
  WHATSAPP_WABA_ID: '1',
  WHATSAPP_PHONE_NUMBER_ID: '2',
  WHATSAPP_PHONE_NUMBER: '254700000000',
  WHATSAPP_PORTFOLIO_ID: '3',
  WHATSAPP_ACCESS_TOKEN: 'token',
  WHATSAPP_APP_SECRET: 'secret',
  WHATSAPP_VERIFY_TOKEN: 'verify',
}
