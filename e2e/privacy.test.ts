import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { casts } from './story/cast.ts'
import { register } from './story/register.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { inspect, type Look } from './testing/inspect.ts'
import { withoutBrowser } from './testing/needs.ts'
import { agreeToAlerts, go, signIn } from './testing/own-pages.ts'
import { addPerson } from './testing/phone.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { type Words, wordsIn } from './testing/words.ts'

describe('what a person has a right to', { skip: withoutBrowser }, () => {
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
    test(`one reads and takes along what is kept, takes consents back, and is forgotten, without JavaScript (${language})`, async () => {
      const words = await wordsIn(language)
      const { say } = words
      const { first } = casts[language]
      const phones = await newVisitor(browser)
      await phones.page.goto(`${server.url}/simulator/`)
      const phone = await addPerson(phones.page, first)
      await phone.say('Hi')
      await register(phone, words, first)
      await agreeToAlerts(phone, words)
      await phone.say(words.command('my-data'))
      await phone.hears(words.upTo('bot.data').slice(0, 15))
      const link = phones.page.getByRole('link', { name: say('option.data.open') }).last()
      const href = (await link.getAttribute('href')) ?? ''
      const { page } = await newVisitor(browser, {
        javaScriptEnabled: false,
        locale: language,
        viewport: { width: 360, height: 740 },
      })
      const look = inspect(page, language)
      await openLink(page, words, href, look)
      await signIn(page, { phone, words, url: server.url })
      await go(page, words, 'web.me.nav.privacy')
      await look('privacy')
      await page.getByRole('link', { name: say('web.me.privacy.see') }).click()
      await page.getByRole('heading', { level: 2, name: say('web.me.data.section.lists') }).waitFor()
      await look('own-data-signed-in')
      await go(page, words, 'web.me.nav.privacy')
      await takeBackAndGive(page, words, look)
      await page.getByRole('link', { name: say('web.me.privacy.delete') }).click()
      await look('erase')
      await page.getByRole('button', { name: say('web.me.erase.yes') }).click()
      await page.getByRole('heading', { level: 1, name: say('web.me.erased.title') }).waitFor()
      await look('erased')
      await phone.hears(words.upTo('bot.deleted'))
      await page.goto(`${server.url}/me?lang=${language}`)
      await page.getByRole('button', { name: say('web.me.sign-in.start') }).waitFor()
      await Promise.all([page, phones.page].map((one) => one.context().close()))
    })
})

/** The link of the chat: a button, what is kept, the file; and then it is over. */
const openLink = async (page: Page, { say, language }: Words, href: string, look: Look): Promise<void> => {
  await page.goto(`${href}?lang=${language}`)
  await look('data-link')
  await page.getByRole('button', { name: say('web.me.data.link-open') }).click()
  await page.getByRole('heading', { level: 1, name: say('web.me.data.title') }).waitFor()
  await look('own-data')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: say('web.me.privacy.file') }).click(),
  ])
  assert.equal(download.suggestedFilename(), 'rolecall-data.json')
  const { data } = JSON.parse(await readFile(await download.path(), 'utf8'))
  assert.equal(data.people.length, 1)
  await page.goto(`${href}?lang=${language}`)
  await page.getByRole('heading', { level: 1, name: say('web.me.data.over-title') }).waitFor()
  await look('data-link-over')
}

const takeBackAndGive = async (page: Page, { say }: Words, look: Look): Promise<void> => {
  const service = say('web.me.privacy.scope.service')
  const press = (key: string) => page.getByRole('button', { name: `${say(key)}: ${service}` }).click()
  await press('web.me.privacy.stop')
  await page.getByRole('status').waitFor()
  await look('privacy-stopped')
  await press('web.me.privacy.start')
  await page.getByRole('button', { name: `${say('web.me.privacy.stop')}: ${service}` }).waitFor()
}
