import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { casts } from './story/cast.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { signIn } from './testing/employer.ts'
import { findingsOn } from './testing/findings.ts'
import { linkOfMail } from './testing/mails.ts'
import { withoutBrowser } from './testing/needs.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { type Words, wordsIn } from './testing/words.ts'

describe('a forgotten password', { skip: withoutBrowser, concurrency: true }, () => {
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
    test(`is set anew by the link of a mail, which works once and ends other sessions (${language})`, async () => {
      const words = await wordsIn(language)
      const { say } = words
      const { email, password } = casts[language].account
      const [elsewhere, here] = [
        await newVisitor(browser, { locale: language }),
        await newVisitor(browser, { locale: language }),
      ]
      await signIn(elsewhere.page, words, { url: server.url, email, password })
      const { page } = here
      await askForLink(page, words, { url: server.url, email })
      const link = await linkOfMail(page, { url: server.url, to: email }, '/employer/new-password')
      const submit = page.getByRole('button', { name: say('web.new-password.submit') })
      const field = page.getByLabel(say('web.account.new-password'))

      await page.goto(link)
      await field.fill('short')
      await submit.click()
      await page.getByRole('alert').getByRole('link').first().waitFor()
      await withoutFindings(page)
      const chosen = 'seven herons wade at dusk'
      await field.fill(chosen)
      await submit.click()
      await page.getByRole('heading', { level: 1, name: say('web.new-password.done') }).waitFor()
      await withoutFindings(page)

      await elsewhere.page.reload()
      await elsewhere.page.getByRole('button', { name: say('web.sign-in.submit'), exact: true }).waitFor()
      await page.goto('about:blank')
      await page.goto(link)
      await field.fill(chosen)
      await submit.click()
      await page.getByRole('alert').waitFor()
      await withoutFindings(page)
      await signIn(page, words, { url: server.url, email, password: chosen })
      assert.deepEqual([...elsewhere.problems, ...here.problems], [])
      await Promise.all([elsewhere, here].map((one) => one.page.context().close()))
    })
})

const askForLink = async (page: Page, { say, language }: Words, to: { url: string; email: string }): Promise<void> => {
  await page.goto(`${to.url}/employer/sign-in?lang=${language}`)
  await page.getByRole('link', { name: say('web.sign-in.forgotten') }).click()
  await page.getByRole('heading', { level: 1, name: say('web.forgotten.title') }).waitFor()
  await page.getByRole('textbox', { name: say('web.sign-in.email'), exact: true }).fill(to.email)
  await page.getByRole('button', { name: say('web.forgotten.submit') }).click()
  await page.getByRole('heading', { level: 1, name: say('web.account.sent') }).waitFor()
  await withoutFindings(page)
}

const withoutFindings = async (page: Page): Promise<void> => assert.deepEqual(await findingsOn(page), [])
