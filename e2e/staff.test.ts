import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { codeAt } from '../apps/server/src/testing/authenticator.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { findingsOn } from './testing/findings.ts'
import { withoutBrowser } from './testing/needs.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { addStaff, enrol, staffPassword } from './testing/staff.ts'
import { type Words, wordsIn } from './testing/words.ts'

for (const language of ['en', 'es'] as const)
  describe(`the operator's staff (${language})`, { skip: withoutBrowser }, () => {
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

    /** Each page of the way is looked at. */
    const enrolled = (page: Page, link: string): Promise<string> =>
      enrol(page, { link, words }, async () => assert.deepEqual(await findingsOn(page), []))

    /** A visitor without JavaScript tells of the first job; its title. */
    const reportAJob = async (page: Page): Promise<string> => {
      const browser = page.context().browser()
      assert.ok(browser !== null)
      const visitor = await newVisitor(browser, { locale: language, javaScriptEnabled: false })
      await visitor.page.goto(`${server.url}/jobs?lang=${language}&country=all`)
      await visitor.page.getByRole('main').getByRole('listitem').getByRole('link').first().click()
      const title = (await visitor.page.getByRole('heading', { level: 1 }).textContent()) ?? ''
      await visitor.page.getByText(words.say('web.report.job')).click()
      await visitor.page.getByLabel(words.say('option.report.fake')).check()
      await visitor.page.getByLabel(words.say('web.report.words')).fill('canary words')
      await visitor.page.getByRole('button', { name: words.say('web.report.send') }).click()
      await visitor.page.getByText(words.say('web.report.thanks')).waitFor()
      await visitor.page.context().close()
      return title
    }

    test('a command lets the first administrator in, who lets a moderator and an auditor in', async () => {
      const link = await addStaff(server, 'Root', 'administrator')
      const [root, moderator, auditor] = await Promise.all(
        [0, 1, 2].map(() => newVisitor(browser, { locale: language })),
      )
      assert.ok(root && moderator && auditor)

      await enrolled(root.page, link)
      await root.page.getByRole('heading', { level: 1, name: words.say('web.operator.staff.title') }).waitFor()
      const linkFor = async (name: string, role: string): Promise<string> => {
        await root.page.getByLabel(words.say('web.sign-in.email')).fill(`${name}@example.org`)
        await root.page.getByLabel(words.say('web.operator.staff.name')).fill(name)
        await root.page.locator('#role').selectOption(role)
        await root.page.getByRole('button', { name: words.say('web.operator.staff.submit') }).click()
        await root.page.getByRole('heading', { level: 2, name }).waitFor()
        return (await root.page.getByRole('status').locator('code').textContent()) ?? ''
      }
      const moderatorLink = await linkFor('Mo', 'moderator')
      const auditorLink = await linkFor('Audra', 'auditor')
      assert.deepEqual(await findingsOn(root.page), [])

      await enrolled(moderator.page, moderatorLink)
      await moderator.page.getByText(words.say('web.operator.organisations.none')).waitFor()
      const filter = moderator.page.getByLabel(words.say('web.operator.organisations.filter'))
      await filter.selectOption('vetted')
      const first = moderator.page.getByRole('listitem').first()
      const name = (await first.getByRole('heading').textContent()) ?? ''
      assert.deepEqual(await findingsOn(moderator.page), [])
      await first.getByRole('button', { name: words.say('web.operator.organisations.stop') }).click()
      const dialog = moderator.page.getByRole('dialog')
      await dialog.getByRole('button', { name: words.say('web.operator.organisations.stop') }).click()
      const alert = moderator.page.getByRole('alert')
      const stopped = moderator.page.getByRole('heading', { name, exact: true })
      await Promise.race([stopped.waitFor({ state: 'detached' }), alert.waitFor()])
      assert.deepEqual(await alert.allTextContents(), [])
      await filter.selectOption('suspended')
      await moderator.page.getByRole('heading', { name, exact: true }).waitFor()

      const title = await reportAJob(moderator.page)
      await moderator.page.goto(`${server.url}/operator/reports`)
      const report = moderator.page.getByRole('listitem').filter({ hasText: title })
      await report.getByRole('button', { name: words.say('web.operator.reports.open', { about: 'job' }) }).click()
      await report.getByText('canary words').waitFor()
      assert.deepEqual(await findingsOn(moderator.page), [])
      const takeDown = words.say('web.operator.reports.decision.pause-job')
      await report.getByRole('button', { name: takeDown }).click()
      await moderator.page.getByRole('dialog').getByRole('button', { name: takeDown }).click()
      await moderator.page.getByText(words.say('web.operator.reports.none')).waitFor()
      await moderator.page.getByRole('combobox').selectOption('decided')
      await moderator.page.getByText(words.say('web.operator.reports.decided.pause-job')).waitFor()

      const secret = await enrolled(auditor.page, auditorLink)
      await auditor.page.getByText('organisation.state').first().waitFor()
      await auditor.page.getByText('suspended: fraud').waitFor()
      assert.deepEqual(await findingsOn(auditor.page), [])
      await auditor.page.getByRole('button', { name: words.say('web.shell.sign-out') }).click()
      await auditor.page.getByRole('heading', { name: words.say('web.operator.sign-in.title') }).waitFor()
      assert.deepEqual(await findingsOn(auditor.page), [])
      await auditor.page.getByLabel(words.say('web.sign-in.email')).fill('audra@example.org')
      await auditor.page.getByLabel(words.say('web.sign-in.password')).fill(staffPassword)
      const code = auditor.page.getByLabel(words.say('web.operator.sign-in.code'), { exact: true })
      const submit = auditor.page.getByRole('button', { name: words.say('web.sign-in.submit') })
      await code.fill('000000')
      await submit.click()
      await auditor.page.getByText(words.say('web.operator.sign-in.wrong')).waitFor()
      // The code of the enrolment was taken already: the next one counts.
      await code.fill(codeAt(Date.now() + 30_000, secret))
      await submit.click()
      await auditor.page.getByText('staff.enrol').first().waitFor()
      assert.deepEqual(
        [root, moderator, auditor].flatMap((visitor) => visitor.problems),
        [],
      )
    })
  })
