import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { codeAt } from '../apps/server/src/testing/authenticator.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { findingsOn } from './testing/findings.ts'
import { withoutBrowser } from './testing/needs.ts'
import { addPerson } from './testing/phone.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { type Words, wordsIn } from './testing/words.ts'

const run = promisify(execFile)
const command = join(import.meta.dirname, '../apps/server/src/commands/staff.ts')

for (const language of ['en', 'es'] as const)
  describe(`cases (${language})`, { skip: withoutBrowser }, () => {
    let browser: Browser
    let server: TestServer
    let words: Words
    before(async () => {
      ;[browser, server, words] = await Promise.all([
        launchBrowser(),
        // The authenticator and the server look at the same clock.
        startTestServer({ store: 'sqlite', env: { CLOCK_SHIFT_MS: '0' } }),
        wordsIn(language),
      ])
    })
    after(async () => {
      await browser?.close()
      await server?.[Symbol.asyncDispose]()
    })

    test('who writes AGENT talks with a person, and then with the bot again', async () => {
      const { stdout } = await run(process.execPath, [command, 'add', 'ana@example.org', 'Ana', 'support'], {
        env: server.env,
      })
      const [street, office] = await Promise.all([0, 1].map(() => newVisitor(browser, { locale: language })))
      assert.ok(street && office)
      const { page } = office
      const say = words.say

      await street.page.goto(`${server.url}/simulator/`)
      const phone = await addPerson(street.page, { name: 'Wanjiku', number: '254711000111' })
      await phone.say('Hi')
      await phone.press('English')
      await phone.say('AGENT')
      await phone.hears('A person from')

      await page.goto(stdout.match(/http\S+/)?.[0] ?? '')
      const secret = (await page.locator('code').textContent()) ?? ''
      await page.getByLabel(say('web.operator.enrol.password'), { exact: true }).fill('green kettles hum softly')
      await page.getByLabel(say('web.operator.enrol.code')).fill(codeAt(Date.now(), secret))
      await page.getByRole('button', { name: say('web.operator.enrol.submit') }).click()
      await page.getByRole('link', { name: say('web.operator.recovery.done') }).click()
      await page.getByRole('heading', { level: 1, name: say('web.cases.title') }).waitFor()
      const link = page.getByRole('link', { name: say('web.cases.nameless') })
      await link.waitFor()
      assert.deepEqual(await findingsOn(page, `cases-${language}`), [])

      await link.click()
      const take = page.getByRole('button', { name: say('web.cases.take'), exact: true })
      await take.waitFor()
      assert.deepEqual(await findingsOn(page, `case-waiting-${language}`), [])
      await take.click()
      await phone.hears('Ana from')
      const log = page.getByRole('log')
      await log.getByText('AGENT', { exact: true }).waitFor()

      await page.getByLabel(say('web.cases.message')).fill('Good morning. What can I do for you?')
      await page.getByRole('button', { name: say('web.cases.send'), exact: true }).click()
      await phone.hears('Ana: Good morning.')
      await phone.say('My boss does not pay me')
      await log.getByText('My boss does not pay me').waitFor()
      assert.deepEqual(await findingsOn(page, `case-chat-${language}`), [])

      await page.getByRole('button', { name: say('web.cases.close'), exact: true }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(say('web.cases.note')).fill('Told where to complain.')
      assert.deepEqual(await findingsOn(page, `case-close-${language}`), [])
      await dialog.getByRole('button', { name: say('web.cases.close'), exact: true }).click()
      await phone.hears('The bot answers you again now')
      await log.waitFor({ state: 'detached' })
      await phone.say('Hello')
      await phone.hears('Do you agree?')
      assert.deepEqual(
        [street, office].flatMap(({ problems }) => problems),
        [],
      )
    })
  })
