import assert from 'node:assert/strict'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { catalogueFolder, loadCatalogues } from '@rolecall/text/catalogue'
import { pseudoCatalogue, pseudoLanguage } from '@rolecall/text/pseudo'
import type { Browser } from 'playwright-core'
import { register } from './story/register.ts'
import { accessibilityFindings } from './testing/accessibility.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { withoutBrowser } from './testing/needs.ts'
import { addPerson } from './testing/phone.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { plain, type Words, wordsIn } from './testing/words.ts'

describe('a language that is one more catalogue file and nothing else', { skip: withoutBrowser }, () => {
  let browser: Browser
  let server: TestServer
  let folder: string
  let words: Words
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rolecall-catalogues-'))
    await cp(catalogueFolder, folder, { recursive: true })
    const { en = {} } = await loadCatalogues()
    await writeFile(join(folder, `${pseudoLanguage}.json`), JSON.stringify(pseudoCatalogue(en)))
    ;[browser, server, words] = await Promise.all([
      launchBrowser(),
      startTestServer({ store: 'sqlite', env: { CATALOGUES: folder } }),
      wordsIn(pseudoLanguage, folder),
    ])
  })
  after(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })

  test('is chosen on the public pages, which then read from right to left without a finding', async () => {
    const { page } = await newVisitor(browser, { viewport: { width: 360, height: 800 } })
    await page.goto(`${server.url}/jobs?lang=en`)
    await page.getByRole('link', { name: words.say('language.name') }).click()
    await page.getByRole('button', { name: words.say('web.search.submit') }).waitFor()
    const root = await page.evaluate(() => ({ dir: document.documentElement.dir, lang: document.documentElement.lang }))
    assert.deepEqual(root, { dir: 'rtl', lang: pseudoLanguage })
    await page.getByRole('heading', { level: 2 }).getByRole('link').first().click()
    await page.getByRole('link', { name: words.say('web.job.apply') }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl')
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
    assert.deepEqual(await accessibilityFindings(page), [])
    await page.context().close()
  })

  test('signs an employer in', async () => {
    const { page } = await newVisitor(browser)
    await page.goto(`${server.url}/employer?lang=${pseudoLanguage}`)
    await page.getByRole('heading', { level: 1, name: words.say('web.sign-in.title') }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl')
    assert.deepEqual(await accessibilityFindings(page), [])
    await page.context().close()
  })

  test('is offered by the bot and holds a chat to the first matches', async () => {
    const { page } = await newVisitor(browser)
    await page.goto(`${server.url}/simulator/`)
    const phone = await addPerson(page, { name: 'Laila', number: '+254 712 000 009' })
    await phone.say('Hi')
    await phone.hears('Please choose your language.')
    await register(phone, words, {
      name: 'Laila',
      firstName: 'Laila',
      number: '',
      work: 'cook',
      place: 'Thika',
      pay: words.command('any-pay'),
      times: 'any',
    })
    const first = await phone.hears(words.upTo('bot.summary', { name: 'Laila' }))
    assert.ok(first.includes(plain(words.say('option.list.jobs'))), first.join('\n'))
    await phone.say(words.command('menu'))
    await phone.hears(words.say('bot.menu.short'))
    await page.context().close()
  })
})
