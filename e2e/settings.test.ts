import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { SettingName } from '@rolecall/contract/api/settings'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { findingsOn } from './testing/findings.ts'
import { withoutBrowser } from './testing/needs.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { addStaff, enrol } from './testing/staff.ts'
import { type Words, wordsIn } from './testing/words.ts'

describe('the settings', { skip: withoutBrowser }, () => {
  let browser: Browser
  let server: TestServer
  before(async () => {
    ;[browser, server] = await Promise.all([
      launchBrowser(),
      // The authenticator and the server look at the same clock.
      startTestServer({ store: 'sqlite', env: { CLOCK_SHIFT_MS: '0', CASE_ANSWER_HOURS: '24' } }),
    ])
  })
  after(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })

  /** One of the staff on the page of the settings. */
  const at = async (words: Words, name: string, role: 'administrator' | 'auditor') => {
    const { page, problems } = await newVisitor(browser, { locale: words.language })
    await enrol(page, { words, link: await addStaff(server, `${name}-${words.language}`, role) })
    await page.getByRole('link', { name: words.say('web.operator.settings.title') }).click()
    await page.getByRole('heading', { level: 1, name: words.say('web.operator.settings.title') }).waitFor()
    return { page, problems }
  }
  const fill = (page: Page, name: SettingName, typed: string) => page.locator(`#${name}`).fill(typed)
  /** What is set in each language; and which states of the screen are looked at in it, since each look takes seconds. */
  const tables = {
    en: { name: 'Thika Job Centre', country: 'UG', months: '12', looks: ['refused', 'auditor'] },
    es: { name: 'Centro de Empleo Toluca', country: 'TZ', months: '18', looks: ['conflict'] },
  } as const
  const look = async (page: Page, { language }: Words, state: string) => {
    const looks: readonly string[] = language === 'en' ? tables.en.looks : tables.es.looks
    if (looks.includes(state)) assert.deepEqual(await findingsOn(page, `settings-${state}-${language}`), [])
  }

  for (const language of ['en', 'es'] as const)
    test(`an administrator changes them and an auditor reads them (${language})`, async () => {
      const words = await wordsIn(language)
      const { name, country, months } = tables[language]
      const { say } = words
      const { page, problems } = await at(words, 'Root', 'administrator')
      const save = (on: Page) => on.getByRole('button', { name: say('web.operator.settings.save') }).click()

      const other = await page.context().newPage()
      await other.goto(page.url())
      await other.locator('#operatorName').waitFor()

      await fill(page, 'operatorName', name)
      await fill(page, 'caseAnswerHours', '300')
      await page.locator('#countries').selectOption(country)
      await page.getByRole('button', { name: say('web.form.add'), exact: true }).click()
      await save(page)
      const mend = say('web.operator.settings.mend.caseAnswerHours', { least: 0, most: 240 })
      await page.getByRole('alert').getByText(mend).click()
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'caseAnswerHours')
      await look(page, words, 'refused')

      await fill(page, 'caseAnswerHours', '48')
      await save(page)
      await page.getByText(say('web.operator.settings.saved')).waitFor()
      const visitor = await fetch(`${server.url}/jobs?lang=${language}`)
      assert.ok((await visitor.text()).includes(name), 'the public pages have the new name at once')

      await fill(other, 'inactiveMonths', months)
      await save(other)
      await other.getByText(say('web.operator.settings.conflict')).waitFor()
      await look(other, words, 'conflict')
      assert.equal(await other.locator('#caseAnswerHours').inputValue(), '48')
      await save(other)
      await other.getByText(say('web.operator.settings.saved')).waitFor()

      const hours = say('web.operator.settings.label.caseAnswerHours')
      await other.getByRole('button', { name: `${say('web.operator.settings.back')}: ${hours}` }).click()
      await other.getByText(say('web.operator.settings.put-back', { setting: hours, now: '24', old: '48' })).waitFor()
      const variable = 'CASE_ANSWER_HOURS'
      await other.getByText(say('web.operator.settings.source', { source: 'environment', variable })).waitFor()
      assert.equal(await other.evaluate(() => document.activeElement?.id), 'caseAnswerHours')

      const auditor = await at(words, 'Audra', 'auditor')
      await auditor.page.getByText(name).first().waitFor()
      assert.equal(await auditor.page.locator('main input, main select').count(), 0)
      await look(auditor.page, words, 'auditor')
      await auditor.page.goto(`${server.url}/operator/log?of=settings`)
      await auditor.page.getByText('caseAnswerHours: 48 (set) → 24 (environment)').first().waitFor()
      assert.deepEqual([...problems, ...auditor.problems], [])
    })
})
