import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { casts } from './story/cast.ts'
import { accessibilityFindings } from './testing/accessibility.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { postJob } from './testing/employer.ts'
import { findingsOn } from './testing/findings.ts'
import { openMail } from './testing/mails.ts'
import { withoutBrowser } from './testing/needs.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { addStaff, enrol } from './testing/staff.ts'
import { type Words, wordsIn } from './testing/words.ts'

const people = {
  colleague: { name: 'Joseph Kamau', password: 'three cups under rain' },
  recruiter: { name: 'Grace Njeri', password: 'nine lemons roll away' },
  owner: { name: 'Amina Otieno', password: 'green kettles hum softly', organisation: 'Sunrise Bakery' },
}

describe('an employer who signs up by themselves', { skip: withoutBrowser, concurrency: true }, () => {
  let browser: Browser
  let server: TestServer
  before(async () => {
    ;[browser, server] = await Promise.all([
      launchBrowser(),
      // The authenticator of the staff and the server look at the same clock.
      startTestServer({ store: 'sqlite', env: { CLOCK_SHIFT_MS: '0' } }),
    ])
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
      await invite(confirming, words, { email: guest, role: 'reviewer' })
      const other = await newVisitor(browser, { locale: language })
      const joining = await openMail(other.page, { url: server.url, to: guest })
      await join(joining, words, people.colleague)
      await confirming.reload()
      await confirming.getByRole('heading', { level: 2, name: people.colleague.name }).waitFor()
      await seeSessions(joining, words)
      assert.deepEqual([...problems, ...other.problems], [])
      await Promise.all([page, other.page].map((one) => one.context().close()))
    })

  for (const language of ['en', 'es'] as const)
    test(`is vetted by a moderator, and a recruiter of theirs publishes and invites nobody (${language})`, async () => {
      const words = await wordsIn(language)
      const [owner, recruiter, staff] = [
        await newVisitor(browser, { locale: language }),
        await newVisitor(browser, { locale: language }),
        await newVisitor(browser, { locale: language }),
      ]
      const organisation = `Moonrise ${language}`
      const [email, guest] = [`owner.${language}@example.org`, `grace.${language}@example.org`]
      await signUp(owner.page, words, { url: server.url, email, organisation })
      const page = await openMail(owner.page, { url: server.url, to: email })
      await confirm(page, words)
      await invite(page, words, { email: guest, role: 'recruiter' })
      const hired = await openMail(recruiter.page, { url: server.url, to: guest })
      await join(hired, words, { ...people.recruiter, organisation })
      const waiting = words.say('web.shell.pending', { organisation })
      await hired.getByText(waiting).waitFor()
      await enrol(staff.page, { words, link: await addStaff(server, `Mo-${language}`, 'moderator') })
      await vet(staff.page, words, organisation)
      await asRecruiter(hired, words, { organisation, waiting })
      assert.deepEqual([...owner.problems, ...recruiter.problems, ...staff.problems], [])
      await Promise.all([owner, recruiter, staff].map((one) => one.page.context().close()))
    })
})

type SigningUp = { readonly url: string; readonly email: string; readonly organisation?: string }

const signUp = async (
  page: Page,
  words: Words,
  { url, email, organisation = people.owner.organisation }: SigningUp,
): Promise<void> => {
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
  await box(page, say('web.sign-up.organisation')).fill(organisation)
  await page.getByRole('button', { name: say('web.sign-up.submit') }).click()
  await page.getByRole('heading', { level: 1, name: say('web.account.sent') }).waitFor()
  await withoutFindings(page)
}

const confirm = async (page: Page, { say }: Words): Promise<void> => {
  await page.getByRole('heading', { level: 1, name: say('web.confirm.title') }).waitFor()
  await withoutFindings(page)
  await page.getByLabel(say('web.sign-in.password')).fill(people.owner.password)
  await page.getByRole('button', { name: say('web.confirm.submit') }).click()
}

const invite = async (
  page: Page,
  { say }: Words,
  { email, role }: { readonly email: string; readonly role: string },
): Promise<void> => {
  await page.getByRole('link', { name: say('web.shell.members'), exact: true }).click()
  await box(page, say('web.sign-in.email')).fill(email)
  await page.getByLabel(say('web.members.as'), { exact: true }).selectOption(role)
  await page.getByRole('button', { name: say('web.members.invite-submit') }).click()
  await page.getByRole('status').filter({ hasText: email }).waitFor()
  await withoutFindings(page)
}

type Joining = { readonly name: string; readonly password: string; readonly organisation?: string }

const join = async (page: Page, { say }: Words, { name, password, ...to }: Joining): Promise<void> => {
  const title = say('web.join.title', { organisation: people.owner.organisation, ...to })
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await withoutFindings(page)
  await box(page, say('web.account.name')).fill(name)
  await page.getByLabel(say('web.account.new-password')).fill(password)
  await page.getByRole('button', { name: say('web.join.submit'), exact: true }).click()
  await page.getByRole('link', { name: say('web.shell.members'), exact: true }).waitFor()
}

const seeSessions = async (page: Page, { say }: Words): Promise<void> => {
  await page.getByRole('link', { name: say('web.shell.account'), exact: true }).click()
  const list = page.getByRole('listitem').filter({ hasText: say('web.sessions.current') })
  await list.getByRole('heading', { name: 'Chrome, Linux' }).waitFor()
  await withoutFindings(page)
}

/** Whoever waits stands at the top of the moderator's screen, with what they said of themselves. */
const vet = async (page: Page, { say }: Words, organisation: string): Promise<void> => {
  const card = page.getByRole('listitem').filter({ hasText: organisation })
  await card.getByText(people.owner.name).waitFor()
  assert.deepEqual(await findingsOn(page), [])
  await card.getByRole('button', { name: say('web.operator.organisations.vet') }).click()
  await card.waitFor({ state: 'detached' })
}

const asRecruiter = async (
  page: Page,
  words: Words,
  { organisation, waiting }: { readonly organisation: string; readonly waiting: string },
): Promise<void> => {
  const { say } = words
  await page.reload()
  await page
    .getByRole('link', { name: say('web.jobs.post') })
    .first()
    .waitFor()
  assert.equal(await page.getByText(waiting).count(), 0)
  const title = `Cook at ${organisation}`
  const { occupation, place } = casts[words.language === 'es' ? 'es' : 'en'].work
  await postJob(page, words, { title, occupation, place, pay: '1200', description: title, openings: 1 })
  await withoutFindings(page)
  await page.getByRole('link', { name: say('web.shell.members'), exact: true }).click()
  await page.getByRole('heading', { level: 2, name: people.owner.name }).waitFor()
  await withoutFindings(page)
  assert.equal(await page.getByRole('button', { name: say('web.members.invite-submit') }).count(), 0)
}

const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

const withoutFindings = async (page: Page): Promise<void> => {
  assert.deepEqual(await accessibilityFindings(page), [], page.url())
}
