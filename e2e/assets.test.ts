import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { startTestAws, type TestAws, withoutMoto } from '@rolecall/test-servers/aws'
import type { Browser, Page } from 'playwright-core'
import { readBuiltAssets } from '../apps/server/src/built.ts'
import { casts } from './story/cast.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { postJob, signIn } from './testing/employer.ts'
import { withoutBrowser } from './testing/needs.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { type Words, wordsIn } from './testing/words.ts'

const command = join(import.meta.dirname, '../apps/server/src/commands/assets-push.ts')
const to = 's3://assets/rolecall'
const job = {
  ...casts.en.work,
  title: 'Cook at the other origin',
  pay: '1000',
  description: 'Breakfast and lunch for forty guests.',
  openings: 1,
}

describe('pages whose styles and scripts come from another origin', { skip: withoutBrowser || withoutMoto }, () => {
  let aws: TestAws
  let browser: Browser
  let server: TestServer
  let words: Words
  let cdn: string
  const push = async () =>
    (await promisify(execFile)(process.execPath, [command, '--to', to], { env: envOf(aws) })).stdout
  before(async () => {
    aws = await startTestAws('assets')
    await aws.publish('assets')
    cdn = `${aws.url}/assets/rolecall`
    assert.match(await push(), /^[1-9]\d+ files .* 0 were there already/)
    ;[browser, server, words] = await Promise.all([
      launchBrowser(),
      startTestServer({ store: 'sqlite', env: { ASSETS_URL: cdn } }),
      wordsIn('en'),
    ])
  })
  after(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
    await aws?.[Symbol.asyncDispose]()
  })

  test('what was pushed is kept for a year by whoever gets it, and is not pushed again', async () => {
    const { release, integrity } = (await readBuiltAssets()) ?? assert.fail('nothing was built')
    for (const path of [...Object.keys(integrity), `/releases/${release}.json`]) {
      const { status, headers } = await fetch(cdn + path)
      assert.equal(status, 200, path)
      assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable')
      assert.match(headers.get('content-type') ?? '', /^(text\/(css|javascript)|application\/json); charset=utf-8$/)
    }
    assert.match(await push(), /^0 files/)
  })

  test('every page of a visitor and of an employer works, and nothing that is ours is refused', async () => {
    const { page, problems } = await newVisitor(browser, { locale: 'en' })
    const loaded = watch(page)
    await page.goto(`${server.url}/jobs`)
    await page.getByRole('heading', { level: 2 }).getByRole('link').first().click()
    await page.getByRole('link', { name: words.say('web.job.apply') }).waitFor()
    await page.goto(`${server.url}/me`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await signIn(page, words, { url: server.url, ...casts.en.account })
    await postJob(page, words, job)
    assert.deepEqual(problems, [])
    assert.ok(loaded.size > 15, `${loaded.size} files`)
    const elsewhere = [...loaded].filter((url) => !url.startsWith(`${cdn}/assets/`))
    assert.deepEqual(elsewhere, [])
    for (const kind of ['passkey-island', 'entry-server', 'entry-client', 'job-form'])
      assert.ok(
        [...loaded].some((url) => url.includes(kind)),
        kind,
      )
  })

  test('a script that was changed where it stands does not run, at once or later', async () => {
    for (const [changed, heading] of [
      ['entry-client', undefined],
      ['job-form', 'jobs'],
    ] as const) {
      const { page, problems } = await newVisitor(browser, { locale: 'en' })
      await page.route(new RegExp(`/assets/${changed}-.*\\.js$`), async (route) => {
        const answer = await route.fetch()
        await route.fulfill({ response: answer, body: `globalThis.ran=1;${await answer.text()}` })
      })
      if (heading === undefined) await page.goto(`${server.url}/employer`)
      else {
        await signIn(page, words, { url: server.url, ...casts.en.account })
        await page.getByRole('link', { name: words.say('web.jobs.post') }).click()
      }
      await waitUntil(() => problems.some((problem) => /integrity/i.test(problem)))
      assert.equal(await page.evaluate(() => 'ran' in globalThis), false)
      await page.context().close()
    }
  })

  test('a script from elsewhere on that host is refused', async () => {
    const { page, problems } = await newVisitor(browser)
    await page.goto(`${server.url}/jobs`)
    await page.evaluate((src) => import(src).catch(() => undefined), `${aws.url}/assets/others/assets/x.js`)
    await waitUntil(() => problems.some((problem) => /content security policy/i.test(problem)))
    await page.context().close()
  })

  test('a server whose release was not pushed serves it itself and says so', async () => {
    await using other = await startTestServer({ store: 'sqlite', env: { ASSETS_URL: `${aws.url}/assets/empty` } })
    const html = await (await fetch(`${other.url}/jobs`)).text()
    assert.match(html, /<link rel="stylesheet" href="\/assets\//)
    assert.match(other.output(), /Assets {5}come from here: .*npm run assets:push/)
  })
})

const envOf = (aws: TestAws): NodeJS.ProcessEnv => ({ ...process.env, ...aws.env, NODE_TEST_CONTEXT: '' })

/** The scripts and styles that the page and those after it load. */
const watch = (page: Page): ReadonlySet<string> => {
  const loaded = new Set<string>()
  page.on('requestfinished', (request) => {
    if (['script', 'stylesheet'].includes(request.resourceType())) loaded.add(request.url())
  })
  return loaded
}

const waitUntil = async (isSo: () => boolean): Promise<void> => {
  const deadline = Date.now() + 30_000
  while (!isSo()) {
    assert.ok(Date.now() < deadline, 'it never came')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
