import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { findingsOn } from './testing/findings.ts'
import { withoutBrowser } from './testing/needs.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { addStaff, enrol, enrolWithCodes, staffPassword } from './testing/staff.ts'
import { type Words, wordsIn } from './testing/words.ts'

describe('a member of the staff', { skip: withoutBrowser }, () => {
  let browser: Browser
  let server: TestServer
  before(async () => {
    ;[browser, server] = await Promise.all([
      launchBrowser(),
      // The authenticator and the server look at the same clock.
      startTestServer({ store: 'sqlite', env: { CLOCK_SHIFT_MS: '0' } }),
    ])
  })
  after(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })

  for (const language of ['en', 'es'] as const)
    test(`signs in with a recovery code once, does other work, and leaves (${language})`, async () => {
      const words = await wordsIn(language)
      const { say } = words
      const [root, other] = [
        await newVisitor(browser, { locale: language }),
        await newVisitor(browser, { locale: language }),
      ]
      await enrol(root.page, { words, link: await addStaff(server, `Root-${language}`, 'administrator') })
      const link = await addStaff(server, `Mo-${language}`, 'moderator')
      const { codes } = await enrolWithCodes(other.page, { words, link })
      const signIn = signInBy(other.page, words, { url: server.url, email: `mo-${language}@example.org` })
      const [code = ''] = codes
      assert.ok(code.length > 8 && codes.length > 1)

      await signIn(code)
      await title(other.page, say('web.operator.organisations.title')).waitFor()
      await signIn(code)
      await other.page.getByText(say('web.operator.sign-in.wrong')).waitFor()
      await withoutFindings(other.page)
      await signIn(codes[1] ?? '')
      await title(other.page, say('web.operator.organisations.title')).waitFor()

      await root.page.reload()
      const member = root.page.getByRole('listitem').filter({ hasText: `mo-${language}@example.org` })
      await member.getByLabel(say('web.operator.staff.role')).selectOption('auditor')
      await root.page.waitForResponse((answer) => answer.request().method() === 'GET' && answer.ok())
      await other.page.goto(`${server.url}/operator`)
      await title(other.page, say('web.operator.log.title')).waitFor()
      await withoutFindings(root.page)
      await member.getByRole('button', { name: say('web.operator.staff.end') }).click()
      await member.getByText(say('web.operator.role', { role: 'auditor' })).waitFor()
      assert.equal(await member.getByRole('button').count(), 0)
      await withoutFindings(root.page)
      await other.page.reload()
      await title(other.page, say('web.operator.sign-in.title')).waitFor()
      assert.deepEqual([...root.problems, ...other.problems], [])
      await Promise.all([root, other].map((one) => one.page.context().close()))
    })
})

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** Out, and in again with what is typed for the second factor. */
const signInBy =
  (page: Page, { say }: Words, { url, email }: { readonly url: string; readonly email: string }) =>
  async (code: string): Promise<void> => {
    await page.goto(`${url}/operator`)
    const out = page.getByRole('button', { name: say('web.shell.sign-out') })
    const form = page.getByLabel(say('web.sign-in.password'))
    await out.or(form).first().waitFor()
    if (await out.isVisible()) await out.click()
    await form.fill(staffPassword)
    await page.getByLabel(say('web.sign-in.email')).fill(email)
    await page.getByLabel(say('web.operator.sign-in.code'), { exact: true }).fill(code)
    await page.getByRole('button', { name: say('web.sign-in.submit') }).click()
  }

const withoutFindings = async (page: Page): Promise<void> => assert.deepEqual(await findingsOn(page), [])
