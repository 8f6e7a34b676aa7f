import type { Page } from 'playwright-core'
import type { Look } from './inspect.ts'
import type { TestPhone } from './phone.ts'
import type { Words } from './words.ts'

/** The question about alerts follows the first jobs. */
export const agreeToAlerts = async (phone: TestPhone, { say }: Words): Promise<void> => {
  await phone.hears(say('bot.ask.alerts', { operator: 'Rolecall Demo Job Centre' }))
  await phone.press(say('option.yes'))
  await phone.hears(say('bot.alerts.on'))
}

type SigningIn = { readonly phone: TestPhone; readonly words: Words; readonly url: string }

/** The text goes from the page to the phone, the number from the page to the chat's list. */
export const signIn = async (
  page: Page,
  { phone, words: { say, language }, url }: SigningIn,
  look?: Look,
): Promise<void> => {
  await page.goto(`${url}/me?lang=${language}`)
  await look?.('sign-in')
  await page.getByRole('button', { name: say('web.me.sign-in.start') }).click()
  const link = await page.getByRole('link', { name: say('web.me.sign-in.open') }).getAttribute('href')
  await page.getByRole('link', { name: say('web.me.sign-in.stay') }).click()
  await page.getByRole('link', { name: say('web.me.sign-in.check') }).waitFor()
  await look?.('waiting')
  await phone.say(new URL(link ?? '').searchParams.get('text') ?? '')
  await phone.hears(say('bot.web-sign-in.ask'))
  await page.getByRole('link', { name: say('web.me.sign-in.check') }).click()
  const shown = page.getByText(/^\d\d$/)
  await shown.waitFor()
  await look?.('number')
  await phone.choose(say('option.list.choose'), (await shown.textContent()) ?? '')
  await phone.hears(say('bot.web-sign-in.done'))
  // The page asks for itself again.
  await page.getByRole('heading', { level: 1, name: say('web.me.matches.title') }).waitFor()
}

/** To another of the pages, by its name. */
export const go = (page: Page, { say }: Words, title: string): Promise<void> =>
  page
    .getByRole('navigation', { name: say('web.me.nav') })
    .getByRole('link', { name: say(title) })
    .click()
