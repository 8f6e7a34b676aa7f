import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { casts } from './story/cast.ts'
import { register } from './story/register.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { postJob, signIn as signInAsEmployer } from './testing/employer.ts'
import { inspect } from './testing/inspect.ts'
import { withoutBrowser } from './testing/needs.ts'
import { agreeToAlerts, go, signIn } from './testing/own-pages.ts'
import { addPerson, type TestPhone } from './testing/phone.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { type Words, wordsIn } from './testing/words.ts'

describe("a person's own pages", { skip: withoutBrowser }, () => {
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
    test(`one signs in from WhatsApp and sees and changes what is theirs, without JavaScript (${language})`, async () => {
      const words = await wordsIn(language)
      const { first } = casts[language]
      const phones = await newVisitor(browser)
      await phones.page.goto(`${server.url}/simulator/`)
      const phone = await addPerson(phones.page, first)
      await phone.say('Hi')
      await register(phone, words, first)
      await agreeToAlerts(phone, words)
      const { page } = await newVisitor(browser, {
        javaScriptEnabled: false,
        locale: language,
        viewport: { width: 360, height: 740 },
      })
      const look = inspect(page, language)
      await signIn(page, { phone, words, url: server.url }, look)
      await look('matches')
      const jobs = page.getByRole('heading', { level: 3 })
      assert.ok((await jobs.count()) > 0, 'there are jobs')
      await go(page, words, 'web.me.nav.applications')
      await page.getByText(words.say('web.me.applications.none')).waitFor()
      await look('no-applications')
      await go(page, words, 'web.me.nav.profile')
      await look('profile')
      await changeName(page, words)
      await look('profile-saved')
      await askedAboutPay(page, words, { en: '5000', es: '3000' }[language])
      await look('profile-asks')
      await go(page, words, 'web.me.nav.sessions')
      await page.getByText(words.say('web.me.sessions.current')).waitFor()
      await look('sessions')
      await page.getByRole('button', { name: words.say('web.shell.sign-out') }).click()
      await page.getByRole('button', { name: words.say('web.me.sign-in.start') }).waitFor()
      await Promise.all([page, phones.page].map((one) => one.context().close()))
    })

  test('an application shows what comes next, and is taken back after one more question', async () => {
    const words = await wordsIn('en')
    const title = 'Supper cook'
    const { account, second, work, description, pay } = casts.en
    const employer = await newVisitor(browser, { locale: 'en' })
    await signInAsEmployer(employer.page, words, { url: server.url, ...account })
    await postJob(employer.page, words, { ...work, title, description, pay, openings: 1 })
    const phones = await newVisitor(browser)
    await phones.page.goto(`${server.url}/simulator/`)
    const phone = await addPerson(phones.page, second)
    await phone.say('Hi')
    await register(phone, words, second)
    await agreeToAlerts(phone, words)
    const { page } = await newVisitor(browser, { locale: 'en', viewport: { width: 360, height: 740 } })
    const look = inspect(page, 'en')
    await signIn(page, { phone, words, url: server.url })
    await applyInTheChat(page, phone, words, title)
    await go(page, words, 'web.me.nav.applications')
    await page.getByRole('heading', { level: 2, name: title }).waitFor()
    await look('applications')
    await writeFromThePage(employer.page, words, { name: second.firstName, title, text: 'Can you come on Monday?' })
    await phone.hears('Can you come on Monday?')
    await go(page, words, 'web.me.nav.applications')
    const organisation = account.organisation
    const thread = page.getByRole('list', { name: words.say('web.me.messages.with', { employer: organisation }) })
    await thread.getByText('Can you come on Monday?').waitFor()
    await page.getByLabel(words.say('web.messages.write', { name: organisation })).fill('Yes, at eight')
    await page.getByRole('button', { name: words.say('web.messages.send'), exact: true }).click()
    await thread.getByText('Yes, at eight').waitFor()
    await employer.page.getByText('Yes, at eight').waitFor()
    await page.getByText(words.say('web.messages.report'), { exact: true }).click()
    await look('thread')
    await page.getByLabel(words.say('option.report.rude')).check()
    await page.getByRole('button', { name: words.say('web.report.send') }).click()
    await page.getByText(words.say('web.report.thanks')).waitFor()
    await page.getByRole('button', { name: words.say('web.messages.block', { name: organisation }) }).click()
    await page.getByText(words.say('web.me.messages.state.blocked', { employer: organisation })).waitFor()
    await look('blocked')
    await page.getByRole('link', { name: words.say('web.me.applications.withdraw') }).click()
    await page.getByText(words.say('web.me.applications.withdraw-ask', { title })).waitFor()
    await look('withdraw')
    await page.getByRole('button', { name: words.say('web.me.applications.withdraw-yes') }).click()
    await page.getByText(words.say('web.me.next.withdrawn')).waitFor()
    await Promise.all([page, phones.page, employer.page].map((one) => one.context().close()))
  })
})

/** The link of the first job opens the chat with its text; there one presses Apply. */
const applyInTheChat = async (page: Page, phone: TestPhone, { say, upTo }: Words, title: string): Promise<void> => {
  const link = await page
    .getByRole('link', { name: `${say('web.me.apply')}: ${title}` })
    .first()
    .getAttribute('href')
  await phone.say(new URL(link ?? '').searchParams.get('text') ?? '')
  await phone.hears(`${title} · `)
  await phone.press(say('option.job.apply'))
  await phone.hears(upTo('bot.applied', { title }))
}

/** The employer opens who applied for a job, and writes to them. */
const writeFromThePage = async (
  page: Page,
  { say }: Words,
  to: { readonly name: string; readonly title: string; readonly text: string },
): Promise<void> => {
  await page.getByRole('link', { name: say('web.shell.jobs'), exact: true }).click()
  await page.getByRole('link', { name: to.title, exact: true }).click()
  await page.getByRole('link', { name: to.name, exact: true }).click()
  await page.getByLabel(say('web.messages.write', { name: to.name })).fill(to.text)
  await page.getByRole('button', { name: say('web.messages.send'), exact: true }).click()
}

const changeName = async (page: Page, { say }: Words): Promise<void> => {
  const name = page.locator('#name')
  await name.getByText(say('web.me.profile.change')).click()
  await page.locator('#name-value').fill('Amina Otieno')
  await name.getByRole('button', { name: say('web.me.profile.save') }).click()
  await page.getByRole('status').waitFor()
  await page.getByText('Amina Otieno', { exact: true }).waitFor()
}

/** An amount that no one can tell the period of is asked about. */
const askedAboutPay = async (page: Page, { say }: Words, amount: string): Promise<void> => {
  const pay = page.locator('#pay')
  await pay.getByText(say('web.me.profile.change')).click()
  await page.locator('#pay-value').fill(amount)
  await pay.getByRole('button', { name: say('web.me.profile.save') }).click()
  await page.getByRole('alert').waitFor()
  await page
    .locator('#pay')
    .getByRole('button', { name: say('option.period.week') })
    .waitFor()
}
