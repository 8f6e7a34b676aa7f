import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { type Cast, casts } from './story/cast.ts'
import { confirmEmail, signInByMail, stopMails } from './story/own-email.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { answer, postJob, sendAnswer, signIn } from './testing/employer.ts'
import { inspect, type Look } from './testing/inspect.ts'
import { withoutBrowser, withoutMongod } from './testing/needs.ts'
import { addPerson, type TestPhone } from './testing/phone.ts'
import { startTestServer } from './testing/server.ts'
import { type Words, wordsIn } from './testing/words.ts'

const walks = [
  { language: 'en', store: 'sqlite', skip: withoutBrowser },
  { language: 'es', store: 'mongodb', skip: withoutMongod },
] as const

for (const { language, store, skip } of walks)
  describe(`registering on the web in ${language} on ${store}`, { skip }, () => {
    let browser: Browser
    before(async () => {
      browser = await launchBrowser()
    })
    after(() => browser?.close())

    test('who has no WhatsApp at hand registers, applies, comes back by mail, joins it later, and hears of the answer there', async () => {
      await using server = await startTestServer({ store })
      const [words, cast] = [await wordsIn(language), casts[language]]
      const title = cast.work.title
      const [employer, phones] = [await newVisitor(browser, { locale: language }), await newVisitor(browser)]
      await signIn(employer.page, words, { url: server.url, ...cast.account })
      const { work, description, pay, question } = cast
      await postJob(employer.page, words, { ...work, title, description, pay, question, openings: 1 })
      await phones.page.goto(`${server.url}/simulator/`)
      const phone = await addPerson(phones.page, cast.first)
      const { page } = await newVisitor(browser, {
        javaScriptEnabled: false,
        locale: language,
        viewport: { width: 360, height: 740 },
      })
      const look = inspect(page, language)
      await registerOnTheWeb(page, { words, cast, url: server.url, look })
      await applyHere(page, { words, title, look })
      const mails = await phones.page.context().newPage()
      const byMail = { words, look, url: server.url, email: `${language}@example.org`, mails }
      await confirmEmail(page, byMail)
      await answerApplication(employer.page, words, { cast, state: 'shortlisted' })
      await stopMails(page, byMail)
      await signInByMail(page, byMail)
      await readNews(page, { words, cast, look })
      await join(page, { words, cast, phone, look })
      await answerApplication(employer.page, words, { cast, state: 'interview' })
      const told = { organisation: cast.account.organisation, job: title }
      await phone.hears(words.say('update.application.interview', told))
      await Promise.all([page, phones.page, employer.page].map((one) => one.context().close()))
    })
  })

type Walk = { readonly words: Words; readonly cast: Cast; readonly look: Look }

const registerOnTheWeb = async (page: Page, { words, cast, url, look }: Walk & { readonly url: string }) => {
  const { say, language } = words
  const { first } = cast
  const next = (key = 'web.me.register.next') => page.getByRole('button', { name: say(key), exact: true }).click()
  const asked = (n: number) =>
    page.getByRole('progressbar', { name: say('web.me.register.step', { n, total: 7 }) }).waitFor()
  const write = async (text: string) => {
    await page.getByRole('textbox', { name: say('web.me.register.answer') }).fill(text)
    await next()
  }
  await page.goto(`${url}/me?lang=${language}`)
  await look('ways-in')
  await page.getByRole('link', { name: say('web.me.register.here'), exact: true }).click()
  await look('register-consent')
  await next('web.me.register.agree')
  await asked(2)
  await write(first.name)
  await asked(3)
  await write('xqzt')
  await page.getByText(say('bot.again.work')).waitFor()
  await look('register-again')
  await write(first.work)
  await asked(4)
  await page.getByRole('link', { name: say('web.me.register.back'), exact: true }).click()
  await asked(3)
  await page.goBack()
  await write(first.place ?? '')
  await asked(5)
  await look('register-experience')
  await page.getByRole('radio', { name: say('option.experience.2-years-or-more') }).check()
  await next()
  await asked(6)
  await look('register-times')
  await page.getByRole('radio', { name: say(`option.times.${first.times}`), exact: true }).check()
  await next()
  await asked(7)
  await look('register-pay')
  await page.getByRole('textbox', { name: say('web.me.register.answer') }).fill(first.pay)
  await next('web.me.register.finish')
  await page.getByText(say('web.me.register.done', { name: first.name })).waitFor()
  await look('welcome')
}

const applyHere = async (
  page: Page,
  { words: { say }, title, look }: Pick<Walk, 'words' | 'look'> & { title: string },
) => {
  await page.getByRole('link', { name: `${say('web.me.apply.here')}: ${title}` }).click()
  await page.getByRole('heading', { level: 2, name: title }).waitFor()
  await look('apply')
  await page.getByRole('radio', { name: say('option.yes'), exact: true }).check()
  await page.getByRole('button', { name: say('web.me.apply.send') }).click()
  await page.getByText(say('web.me.applications.applied')).waitFor()
  await look('applied')
}

const answerApplication = async (
  employer: Page,
  words: Words,
  { cast, state }: Pick<Walk, 'cast'> & { readonly state: string },
): Promise<void> => {
  const { say } = words
  await employer.getByRole('link', { name: say('web.shell.jobs'), exact: true }).click()
  await employer.getByRole('link', { name: cast.work.title, exact: true }).click()
  await employer.getByRole('link', { name: cast.first.firstName, exact: true }).click()
  if (state === 'shortlisted') await employer.getByText(say('web.person.reads-web')).waitFor()
  await sendAnswer(await answer(employer, words, { name: cast.first.firstName, state }), words)
  await employer
    .getByText(say(`web.stage.${state}`), { exact: true })
    .first()
    .waitFor()
}

const newsOf = ({ say }: Words, cast: Cast): string =>
  say('web.me.news.update.application.shortlisted', { organisation: cast.account.organisation, job: cast.work.title })

const toJobs = (page: Page, { say }: Words): Promise<void> =>
  page
    .getByRole('navigation', { name: say('web.me.nav') })
    .getByRole('link', { name: say('web.me.nav.jobs') })
    .click()

const readNews = async (page: Page, { words, cast, look }: Walk): Promise<void> => {
  await toJobs(page, words)
  await page.getByText(newsOf(words, cast)).waitFor()
  await look('news-on-top')
  await page.getByRole('link', { name: words.say('web.me.news.all') }).click()
  await page.getByText(newsOf(words, cast)).waitFor()
  await look('news')
  await toJobs(page, words)
  await page.getByRole('link', { name: words.say('web.me.contact.link') }).click()
  await look('contact')
}

const join = async (page: Page, { words, cast, phone, look }: Walk & { readonly phone: TestPhone }): Promise<void> => {
  const { say } = words
  await page.getByRole('link', { name: say('web.me.join.link') }).click()
  await look('join')
  await page.getByRole('button', { name: say('web.me.join.start') }).click()
  const link = await page.getByRole('link', { name: say('web.me.sign-in.open') }).getAttribute('href')
  await page.getByRole('link', { name: say('web.me.sign-in.stay') }).click()
  await page.getByRole('link', { name: say('web.me.sign-in.check') }).waitFor()
  await look('join-waiting')
  await phone.say(new URL(link ?? '').searchParams.get('text') ?? '')
  await phone.hears(say('bot.web-join.ask'))
  await page.getByRole('link', { name: say('web.me.sign-in.check') }).click()
  const shown = page.getByText(/^\d\d$/)
  await shown.waitFor()
  await look('join-number')
  await phone.choose(say('option.list.choose'), (await shown.textContent()) ?? '')
  await phone.hears(say('bot.web-join.done', { name: cast.first.name }))
  await page.getByText(say('web.me.join.done')).waitFor()
  await look('joined')
}
