import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { casts } from './story/cast.ts'
import { register } from './story/register.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { postJob, signIn } from './testing/employer.ts'
import { findingsOn } from './testing/findings.ts'
import { withoutBrowser } from './testing/needs.ts'
import { addPerson } from './testing/phone.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { plain, type Words, wordsIn } from './testing/words.ts'

const said = {
  en: { ask: 'Can you come on Monday at eight?', answer: 'Yes, I will be there', more: 'Bring your apron, please' },
  es: { ask: '¿Puede venir el lunes a las ocho?', answer: 'Sí, ahí estaré', more: 'Traiga su mandil, por favor' },
} as const

describe('an employer and a person write to each other', { skip: withoutBrowser }, () => {
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
    test(`what one writes arrives where the other is, without a number, until it is blocked (${language})`, async () => {
      const words = await wordsIn(language)
      const { say, upTo } = words
      const { account, second, work, description, pay } = casts[language]
      const { ask, answer, more } = said[language]
      const employer = await newVisitor(browser, { locale: language })
      await signIn(employer.page, words, { url: server.url, ...account })
      await postJob(employer.page, words, { ...work, description, pay, openings: 2 })
      const phones = await newVisitor(browser)
      await phones.page.goto(`${server.url}/simulator/`)
      const phone = await addPerson(phones.page, second)
      await phone.say(await applyText(employer.page, words, server.url))
      await register(phone, words, second)
      await phone.hears(`${work.title} · ${account.organisation}`)
      await phone.press(say('option.job.apply'))
      await phone.hears(upTo('bot.applied', { title: work.title }))

      await employer.page.getByRole('link', { name: say('web.job.tab-applied', { count: 1 }) }).click()
      await employer.page.getByRole('link', { name: second.firstName, exact: true }).click()
      await employer.page.getByText(say('web.messages.none', { name: second.firstName })).waitFor()
      const composer = employer.page.getByLabel(say('web.messages.write', { name: second.firstName }))
      const send = employer.page.getByRole('button', { name: say('web.messages.send'), exact: true })
      await composer.fill(ask)
      await send.click()
      const names = { organisation: account.organisation, job: work.title }
      await phone.hears(plain(say('update.message', { ...names, text: ask })))
      await phone.press(say('option.relay.reply'))
      await phone.hears(upTo('bot.writing', { employer: account.organisation, title: work.title }))
      await phone.say(answer)
      await phone.hears(say('bot.writing.sent', { employer: account.organisation }))

      const thread = employer.page.getByRole('list', { name: say('web.messages.title') })
      await thread.getByText(answer).waitFor()
      await thread.getByText(new RegExp(say('web.messages.delivery.read'))).waitFor()
      const page = plain((await employer.page.locator('body').allInnerTexts()).join(' ')).replaceAll(' ', '')
      assert.ok(!page.includes(second.number.replaceAll(' ', '').slice(1)), 'the number shows')
      assert.ok(!(await phone.messages()).some((message) => message.includes(account.email)))
      assert.deepEqual(await findingsOn(employer.page, `thread-${language}`), [])

      await phone.press(say('option.relay.block'))
      await phone.hears(say('bot.relay.blocked', { employer: account.organisation }))
      await composer.fill(more)
      await send.click()
      await employer.page.getByText(say('problem.messages-closed')).first().waitFor()
      assert.equal(await composer.inputValue(), more)
      assert.deepEqual([...employer.problems, ...phones.problems], [])
      await Promise.all([employer, phones].map((one) => one.page.context().close()))
    })
})

/** What the link on the public page of the job that is open writes into the chat. */
const applyText = async (page: Page, { say }: Words, url: string): Promise<string> => {
  await page.getByRole('link', { name: say('web.job.tab-posting'), exact: true }).click()
  const address = await page.getByRole('link', { name: say('web.job.public') }).getAttribute('href')
  const visitor = await page.context().newPage()
  await visitor.goto(new URL(`${address}`, url).href)
  const link = await visitor.getByRole('link', { name: say('web.job.apply') }).getAttribute('href')
  await visitor.close()
  return new URL(link ?? '').searchParams.get('text') ?? ''
}
