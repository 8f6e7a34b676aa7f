import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { casts } from './story/cast.ts'
import { accessibilityFindings } from './testing/accessibility.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { signIn } from './testing/employer.ts'
import { withoutBrowser } from './testing/needs.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { type Words, wordsIn } from './testing/words.ts'

describe('an owner who lets a program work for the organisation', { skip: withoutBrowser }, () => {
  let browser: Browser
  let server: TestServer
  before(async () => {
    ;[browser, server] = await Promise.all([launchBrowser(), startTestServer({ store: 'sqlite' })])
  })
  after(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })

  for (const language of ['en', 'es'] as const)
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [360, 'dark'],
    ] as const)
      test(`adds it, uses its secret, gives it another and revokes it (${language}, ${width}, ${colorScheme})`, async () => {
        const words = await wordsIn(language)
        const { page, problems } = await newVisitor(browser, {
          locale: language,
          colorScheme,
          viewport: { width, height: 800 },
        })
        await signIn(page, words, { url: server.url, ...casts[language].account })
        await page.getByRole('link', { name: words.say('web.shell.members'), exact: true }).click()
        await page.getByRole('link', { name: words.say('web.api.title'), exact: true }).click()
        const name = `Payroll bridge ${width}`
        await add(page, words, name)
        const first = await readSecret(page, words)
        assert.equal(await jobsSeenWith(server, page, first), 200)
        await page.reload()
        const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })
        await row.waitFor()
        await withoutFindings(page)
        const open = () => row.getByRole('button', { name: words.say('web.api.change', { name }) }).click()
        await open()
        await row.getByRole('button', { name: words.say('web.api.rotate'), exact: true }).click()
        const second = await readSecret(page, words)
        assert.notEqual(second.secret, first.secret)
        assert.equal(await jobsSeenWith(server, page, second), 200)
        await open()
        await row.getByRole('button', { name: words.say('web.api.revoke'), exact: true }).click()
        const dialog = page.getByRole('dialog', { name: words.say('web.api.revoke-title', { name }) })
        await dialog.getByRole('button', { name: words.say('web.api.revoke'), exact: true }).click()
        await row.waitFor({ state: 'detached' })
        assert.equal(await jobsSeenWith(server, page, second), 401)
        assert.deepEqual(problems, [])
        await page.context().close()
      })
})

const add = async (page: Page, { say }: Words, name: string): Promise<void> => {
  await page.getByRole('heading', { level: 1, name: say('web.api.title') }).waitFor()
  const submit = page.getByRole('button', { name: say('web.api.add'), exact: true })
  await submit.click()
  await page.getByRole('alert').getByRole('link').first().waitFor()
  await withoutFindings(page)
  await page.getByRole('textbox', { name: say('web.api.name'), exact: true }).fill(name)
  for (const scope of ['jobs-read', 'applications-read'] as const)
    await page.getByRole('checkbox', { name: new RegExp(`^${say(`web.api.scope.${scope}`)}$`, 'i') }).check()
  await page.getByLabel(say('web.api.works'), { exact: true }).selectOption('90')
  await submit.click()
}

type Secret = { readonly id: string; readonly secret: string }

const readSecret = async (page: Page, { say }: Words): Promise<Secret> => {
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await withoutFindings(page)
  const [id, secret] = await Promise.all([
    dialog.getByRole('textbox', { name: say('web.api.id'), exact: true }).inputValue(),
    dialog.getByRole('textbox', { name: say('web.api.secret'), exact: true }).inputValue(),
  ])
  await dialog.getByRole('button', { name: say('web.api.done'), exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  return { id, secret }
}

/** What the program is answered that asks for the organisation's jobs. */
const jobsSeenWith = async ({ url }: TestServer, page: Page, { id, secret }: Secret): Promise<number> => {
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
  const body = new URLSearchParams({ grant_type: 'client_credentials' })
  const answer = await fetch(`${url}/api/v1/token`, { method: 'POST', headers: { authorization }, body })
  if (!answer.ok) return answer.status
  const { access_token: token } = (await answer.json()) as { readonly access_token: string }
  const organisationId = /org_[0-9a-z]{26}/.exec(page.url())?.[0]
  const jobs = await fetch(`${url}/api/v1/organisations/${organisationId}/jobs`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return jobs.status
}

const withoutFindings = async (page: Page): Promise<void> => {
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), page.url())
  assert.deepEqual(await accessibilityFindings(page), [], page.url())
}
