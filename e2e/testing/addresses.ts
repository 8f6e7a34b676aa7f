import type { Browser, BrowserContextOptions } from 'playwright-core'
import { casts } from '../story/cast.ts'
import { newVisitor } from './browser.ts'
import { signIn } from './employer.ts'
import { wordsIn } from './words.ts'

/** Where each kind of page is in the demo, and the state of a browser that is signed in. */
export type Addresses = {
  readonly open: Readonly<
    Record<'home' | 'jobs' | 'job' | 'sign-in' | 'sign-up' | 'forgotten' | 'simulator' | 'nowhere', string>
  >
  readonly signedIn: Readonly<
    Record<
      'employer jobs' | 'form' | 'import' | 'matches' | 'pipeline' | 'posting' | 'person' | 'members' | 'account',
      string
    >
  >
  readonly session: NonNullable<BrowserContextOptions['storageState']>
}

/** Signs in and follows links until every kind of page is found. */
export const findAddresses = async (browser: Browser, url: string): Promise<Addresses> => {
  const words = await wordsIn('en')
  const { page } = await newVisitor(browser)
  await signIn(page, words, { url, ...casts.en.account })
  const employer = page.url().split('?')[0] ?? ''
  await page.getByRole('link', { name: words.say('web.jobs.answer'), exact: true }).click()
  await page.getByRole('link', { name: words.say('web.job.tab-fits'), exact: true }).waitFor()
  const pipeline = page.url()
  await page.getByRole('heading', { level: 3 }).getByRole('link').first().click()
  await page.getByRole('heading', { name: words.say('web.person.reasons') }).waitFor()
  const person = page.url()
  const session = await page.context().storageState()
  await page.goto(`${url}/jobs?lang=en`)
  await page.getByRole('heading', { level: 2 }).getByRole('link').first().click()
  await page.getByRole('link', { name: words.say('web.job.apply') }).waitFor()
  const job = page.url()
  await page.context().close()
  return {
    open: {
      home: `${url}/?lang=en`,
      jobs: `${url}/jobs?lang=en`,
      job,
      'sign-in': `${url}/employer/sign-in`,
      'sign-up': `${url}/employer/sign-up`,
      forgotten: `${url}/employer/forgotten`,
      simulator: `${url}/simulator/`,
      nowhere: `${url}/employer/nowhere/at/all`,
    },
    signedIn: {
      'employer jobs': employer,
      form: `${employer}/jobs/new`,
      import: `${employer}/jobs/import`,
      matches: `${pipeline}/matches`,
      pipeline,
      posting: `${pipeline}/posting`,
      person,
      members: `${employer}/members`,
      account: `${url}/employer/account`,
    },
    session,
  }
}
