import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { withoutBrowser } from './testing/needs.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { type Words, wordsIn } from './testing/words.ts'

const people = {
  colleague: { name: 'Joseph Kamau', password: 'three cups under rain' },
  owner: { name: 'Amina Otieno', password: 'green kettles hum softly', organisation: 'Sunrise Bakery' },
}

describe('an employer who signs up by themselves', { skip: withoutBrowser, concurrency: true }, () => {
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
    test(`confirms by mail, waits to be checked, and invites a colleague who joins (${language})`, async () => {
      const words = await wordsIn(language)
      const { page, problems } = await newVisitor(browser, { locale: language })
      const email = `amina.${language}@example.org`
      await signUp(page, words, { url: server.url, email })
      const confirming = await openMail(page, { url: server.url, to: email })
      await confirm(confirming, words)
      await confirming.getByText(words.say('web.shell.pending', { organisation: people.owner.organisation })).waitFor()
      await withoutFindings(confirming)
      const guest = `joseph.${language}@example.org`
      await invite(confirming, words, guest)
      const other = await newVisitor(browser, { locale: language })
      const joining = await openMail(other.page, { url: server.url, to: guest })
      await join(joining, words)
      await confirming.reload()
      await confirming.getByRole('heading', { level: 2, name: people.colleague.name }).waitFor()
      await seeSessions(joining, words)
      assert.deepEqual([...problems, ...other.problems], [])
      await Promise.all([page, other.page].map((one) => one.context().close()))
    })
})

const signUp = async (page: Page, words: Words, { url, email }: { url: string; email: string }): Promise<void> => {
  const { say } = words
  await page.goto(`${url}/employer/sign-in?lang=${words.language}`)
  await page.getByRole('link', { name: say('web.sign-in.sign-up') }).click()
  await page.getByRole('heading', { level: 1, name: say('web.sign-up.title') }).waitFor()
  await page.getByRole('button', { name: say('web.sign-up.submit') }).click()
  await page.getByRole('alert').getByRole('link').first().waitFor()
  await withoutFindings(page)
  await box(page, say('web.sign-in.email')).fill(email)
  await box(page, say('web.account.name')).fill(people.owner.name)
  await page.getByLabel(say('web.account.new-password')).fill(people.owner.password)
  await box(page, say('web.sign-up.organisation')).fill(people.owner.organisation)
  await page.getByRole('button', { name: say('web.sign-up.submit') }).click()
  await page.getByRole('heading', { level: 1, name: say('web.account.sent') }).waitFor()
  await withoutFindings(page)
}

/** The simulator shows the mail; a newer one folds it, so its link is read, not pressed. It opens a page of its own. */
const openMail = async (page: Page, { url, to }: { url: string; to: string }): Promise<Page> => {
  await page.goto(`${url}/simulator/`)
  const mail = page.getByRole('listitem').filter({ hasText: to }).first()
  await mail.waitFor()
  await withoutFindings(page)
  const address = await mail.locator('a').first().getAttribute('href')
  assert.ok(address)
  const opened = await page.context().newPage()
  await opened.goto(address)
  return opened
}

const confirm = async (page: Page, { say }: Words): Promise<void> => {
  await page.getByRole('heading', { level: 1, name: say('web.confirm.title') }).waitFor()
  await withoutFindings(page)
  await page.getByLabel(say('web.sign-in.password')).fill(people.owner.password)
  await page.getByRole('button', { name: say('web.confirm.submit') }).click()
}

const invite = async (page: Page, { say }: Words, email: string): Promise<void> => {
  await page.getByRole('link', { name: say('web.shell.members'), exact: true }).click()
  await box(page, say('web.sign-in.email')).fill(email)
  await page.getByLabel(say('web.members.as'), { exact: true }).selectOption('reviewer')
  await page.getByRole('button', { name: say('web.members.invite-submit') }).click()
  await page.getByRole('status').filter({ hasText: email }).waitFor()
  await withoutFindings(page)
}

const join = async (page: Page, { say }: Words): Promise<void> => {
  const title = say('web.join.title', { organisation: people.owner.organisation })
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await withoutFindings(page)
  await box(page, say('web.account.name')).fill(people.colleague.name)
  await page.getByLabel(say('web.account.new-password')).fill(people.colleague.password)
  await page.getByRole('button', { name: say('web.join.submit'), exact: true }).click()
  await page.getByRole('link', { name: say('web.shell.members'), exact: true }).waitFor()
}

const seeSessions = async (page: Page, { say }: Words): Promise<void> => {
  await page.getByRole('link', { name: say('web.shell.account'), exact: true }).click()
  const list = page.getByRole('listitem').filter({ hasText: say('web.sessions.current') })
  await list.getByRole('heading', { name: 'Chrome, Linux' }).waitFor()
  await withoutFindings(page)
}

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

const withoutFindings = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
    page.url(),
  )
}
