import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { casts } from './story/cast.ts'
import { register } from './story/register.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { signIn } from './testing/employer.ts'
import { findingsOn } from './testing/findings.ts'
import { withoutBrowser } from './testing/needs.ts'
import { addAuthenticator } from './testing/passkeys.ts'
import { addPerson } from './testing/phone.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { type Words, wordsIn } from './testing/words.ts'

const run = promisify(execFile)
const command = join(import.meta.dirname, '../apps/server/src/commands/staff.ts')
const narrow = { width: 360, height: 780 }

for (const language of ['en', 'es'] as const)
  describe(`passkeys (${language})`, { skip: withoutBrowser }, () => {
    let browser: Browser
    let server: TestServer
    let words: Words
    before(async () => {
      ;[browser, server, words] = await Promise.all([
        launchBrowser(),
        startTestServer({ store: 'sqlite', named: true }),
        wordsIn(language),
      ])
    })
    after(async () => {
      await browser?.close()
      await server?.[Symbol.asyncDispose]()
    })

    const press = (page: Page, key: string) => page.getByRole('button', { name: words.say(key), exact: true }).click()
    const title = (page: Page, key: string) =>
      page.getByRole('heading', { level: 1, name: words.say(key), exact: true }).waitFor()
    const visitor = async () => {
      const opened = await newVisitor(browser, { locale: language, viewport: narrow })
      await addAuthenticator(opened.page)
      return opened
    }

    test('an employer adds one, signs out, and signs in with nothing else', async () => {
      const { page, problems } = await visitor()
      const { email, password } = casts[language].account
      await signIn(page, words, { url: server.url, email, password })
      await page.getByRole('link', { name: words.say('web.shell.account') }).click()
      await page.getByLabel(words.say('web.passkeys.name')).fill('My phone')
      await press(page, 'web.passkeys.add')
      await page.getByRole('heading', { level: 3, name: 'My phone' }).waitFor()
      await page.getByText(words.say('web.passkeys.added')).waitFor()
      await readsWell(page, `${language}-account`)
      // As if the sign-in were old.
      const problem = { type: 'about:blank', title: 'Old', status: 403, code: 'sign-in-again' }
      const answer = { status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) }
      await page.route('**/api/v1/passkeys/new', (route) => route.fulfill(answer), { times: 1 })
      await press(page, 'web.passkeys.add')
      await page.getByText(words.say('web.passkeys.prove')).waitFor()
      await readsWell(page, `${language}-prove`)
      const again = page.getByLabel(words.say('web.sign-in.password'), { exact: true })
      await again.fill('not this one')
      await press(page, 'web.passkeys.go-on')
      await page.getByRole('alert').getByRole('link').waitFor()
      await again.fill(password)
      await press(page, 'web.passkeys.go-on')
      await page.getByText(words.say('web.passkeys.known')).waitFor()
      await page.goto(`${server.url}/employer`)
      await press(page, 'web.shell.sign-out')
      await title(page, 'web.sign-in.title')
      await readsWell(page, `${language}-employer-sign-in`)
      await press(page, 'web.passkeys.sign-in')
      await page.getByRole('link', { name: words.say('web.jobs.post') }).waitFor()
      await page.goto(`${server.url}/employer/account`)
      await page.getByRole('button', { name: words.say('web.passkeys.remove-of', { name: 'My phone' }) }).click()
      await page.getByText(words.say('web.passkeys.removed')).waitFor()
      await page.goto(`${server.url}/employer/sign-in`)
      await press(page, 'web.passkeys.sign-in')
      await page.getByText(words.say('problem.passkey-refused')).waitFor()
      assert.deepEqual(problems, [])
    })

    test('one of the staff enrols with one alone, signs out, and signs in with it', async () => {
      const { page, problems } = await visitor()
      const add = ['add', `${language}@example.org`, 'Root', 'administrator']
      const { stdout } = await run(process.execPath, [command, ...add], { env: server.env })
      await page.goto(stdout.match(/http\S+/)?.[0] ?? '')
      await page.getByRole('heading', { level: 2, name: words.say('web.operator.enrol.passkey') }).waitFor()
      await readsWell(page, `${language}-enrol`)
      await press(page, 'web.passkeys.add')
      await title(page, 'web.operator.recovery.title')
      await readsWell(page, `${language}-recovery`)
      await page.getByRole('link', { name: words.say('web.operator.recovery.done') }).click()
      await title(page, 'web.operator.staff.title')
      await page.getByRole('link', { name: words.say('web.operator.own.title') }).click()
      await page.getByRole('heading', { level: 3, name: 'Chrome, Linux' }).waitFor()
      await readsWell(page, `${language}-own-sign-in`)
      await page.getByRole('button', { name: words.say('web.passkeys.remove-of', { name: 'Chrome, Linux' }) }).click()
      await page.getByText(words.say('problem.last-factor')).waitFor()
      await press(page, 'web.shell.sign-out')
      await title(page, 'web.operator.sign-in.title')
      await readsWell(page, `${language}-staff-sign-in`)
      await press(page, 'web.passkeys.sign-in')
      await title(page, 'web.operator.staff.title')
      assert.deepEqual(problems, [])
    })

    test('a person adds one after WhatsApp, signs out, and signs in without it', async () => {
      const { first } = casts[language]
      const phones = await newVisitor(browser)
      await phones.page.goto(`${server.url}/simulator/`)
      const phone = await addPerson(phones.page, first)
      await phone.say('Hi')
      await register(phone, words, first)
      const { page, problems } = await visitor()
      await page.goto(`${server.url}/me?lang=${language}`)
      await page.getByRole('button', { name: words.say('web.passkeys.sign-in') }).waitFor()
      await readsWell(page, `${language}-me-sign-in`)
      await press(page, 'web.me.sign-in.start')
      const link = await page.getByRole('link', { name: words.say('web.me.sign-in.open') }).getAttribute('href')
      await phone.say(new URL(link ?? '').searchParams.get('text') ?? '')
      await phone.hears(words.say('bot.web-sign-in.ask'))
      const shown = page.getByText(/^\d\d$/)
      await shown.waitFor()
      await phone.choose(words.say('option.list.choose'), (await shown.textContent()) ?? '')
      await title(page, 'web.me.matches.title')
      await page.goto(`${server.url}/me/sessions?lang=${language}`)
      await press(page, 'web.passkeys.add')
      const remove = page.getByRole('button', { name: words.upTo('web.passkeys.remove-of') })
      await remove.waitFor()
      await readsWell(page, `${language}-me-sessions`)
      await press(page, 'web.shell.sign-out')
      await press(page, 'web.passkeys.sign-in')
      await title(page, 'web.me.matches.title')
      await page.goto(`${server.url}/me/sessions?lang=${language}`)
      await remove.click()
      await remove.waitFor({ state: 'detached' })
      await press(page, 'web.shell.sign-out')
      await press(page, 'web.passkeys.sign-in')
      await page.getByText(words.say('web.me.passkeys.refused')).waitFor()
      await readsWell(page, `${language}-me-refused`)
      assert.deepEqual([...problems, ...phones.problems], [])
    })
  })

/** No accessibility finding and nothing too wide, in light and dark; back to the narrow screen. */
const readsWell = async (page: Page, name: string): Promise<void> => {
  assert.deepEqual(await findingsOn(page, name), [])
  await page.setViewportSize(narrow)
}
