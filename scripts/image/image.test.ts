import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chownSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { buildImage, type Image } from './build-image.ts'
import { insideOf, startIn } from './root-folder.ts'

/** Without an engine: the Dockerfile's own lines, carried out on folders, and the last one started as a container is. */
const skip =
  process.env.BWRAP === undefined ? 'no BWRAP' : process.getuid?.() !== 0 ? 'only root may be another user' : false

describe('the image', { skip }, () => {
  const into = mkdtempSync(join(tmpdir(), 'rolecall-image-'))
  let image: Image
  let app: string
  before(async () => {
    image = await buildImage(join(import.meta.dirname, '../..'), into)
    app = join(image.root, 'app')
  })
  after(() => rmSync(into, { recursive: true, force: true }))

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
    await using running = await start(image, { ...whatsapp, PORT: String(port), HOST: '127.0.0.1' })
    const at = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(5000) })
    await running.until(async () => (await at('/readyz')).ok)

    const page = await at('/jobs')
    assert.equal(page.status, 200)
    const html = await page.text()
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(html)?.[1]
    assert.equal((await at(style ?? '')).status, 200, 'the assets were built')
    assert.equal((await at('/employer')).status, 200)
    assert.equal(await running.healthcheck(), 0)

    assert.equal(await running.stop('SIGTERM'), 0)
    assert.deepEqual(readdirSync(join(into, 'volumes/keys')), ['rolecall.keys'])
    assert.ok(readdirSync(join(into, 'volumes/data')).includes('rolecall.db'))
    assert.doesNotMatch(running.output(), /Error|EROFS/)
  })

  test('without a server the health check says so', async () => {
    await using running = await start({ ...image, command: image.healthcheck }, { PORT: '9' })
    assert.equal(await running.ended, 1)
  })

  test('without the settings of WhatsApp it does not start and names what is missing', async () => {
    await using running = await start(image, {})
    assert.equal(await running.ended, 2)
    assert.match(running.output(), /WHATSAPP_ACCESS_TOKEN: is missing/)
  })

  const start = async (what: Image, variables: Readonly<Record<string, string>>) => {
    const mounts = Object.fromEntries(what.volumes.map((path) => [path, volume(path)]))
    const container = { ...what, readOnly: true, mounts, variables: { ...what.variables, ...variables } }
    const child = startIn(container, what.command)
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        output += chunk
      })
    const ended = once(child, 'exit').then(([code]) => code)
    const inside = await insideOf(child)
    return {
      ended,
      output: () => output,
      stop: (signal: NodeJS.Signals) => {
        process.kill(inside, signal)
        return ended
      },
      healthcheck: async () => (await once(startIn(container, what.healthcheck), 'exit'))[0],
      until: async (holds: () => Promise<boolean>) => {
        for (let tries = 0; !(await holds().catch(() => false)); tries += 1) {
          if (tries === 300 || child.exitCode !== null) assert.fail(`it did not get ready:\n${output}`)
          await delay(100)
        }
      },
      [Symbol.asyncDispose]: async () => {
        child.kill('SIGKILL')
        await ended
      },
    }
  }

  /** As Docker makes a volume: what stands at its place in the image says whose it is. */
  const volume = (path: string): string => {
    const folder = join(into, 'volumes', path)
    const { uid, gid, mode } = lstatSync(join(image.root, path))
    mkdirSync(folder, { recursive: true, mode })
    chownSync(folder, uid, gid)
    return folder
  }
})

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

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
