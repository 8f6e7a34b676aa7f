import type { Page } from 'playwright-core'
import type { Look } from '../testing/inspect.ts'
import { linkOfMail } from '../testing/mails.ts'
import type { Words } from '../testing/words.ts'

export type ByMail = {
  readonly words: Words
  readonly look: Look
  readonly url: string
  readonly email: string
  /** Where the simulator shows the mails; the links are opened in the person's own browser. */
  readonly mails: Page
}

/** An address that a person writes down, and confirms by the button that its mail leads to. */
export const confirmEmail = async (page: Page, { words: { say, language }, ...by }: ByMail): Promise<void> => {
  const { look, url, email, mails } = by
  await page.goto(`${url}/me/contact?lang=${language}`)
  await page.getByRole('textbox', { name: say('web.me.contact.email-label') }).fill(email)
  await page.getByRole('button', { name: say('web.me.contact.email-send') }).click()
  await page.getByText(say('web.me.contact.said.sent')).waitFor()
  await look('email-sent')
  await page.goto(await linkOfMail(mails, { url, to: email }, '/me/email/confirm/'))
  await look('email-confirm')
  await page.getByRole('button', { name: say('web.me.mail-link.confirm.button') }).click()
  await page.getByText(say('web.me.contact.said.confirmed')).waitFor()
  await page.getByText(email).waitFor()
  await look('email-confirmed')
}

/** News came by mail; its last link ends such mails. */
export const stopMails = async (page: Page, { words: { say, language }, ...by }: ByMail): Promise<void> => {
  const { look, url, email, mails } = by
  const subject = say('mail.news.subject', { operator: '' }).replaceAll(/[\u2068\u2069]/g, '')
  await page.goto(await linkOfMail(mails, { url, to: email, subject }, '/me/email/stop/'))
  await look('email-stop')
  await page.getByRole('button', { name: say('web.me.mail-link.stop.button') }).click()
  await page.getByText(say('web.me.mail-link.stopped.text')).waitFor()
  await look('email-stopped')
  await page.goto(`${url}/me/contact?lang=${language}`)
  await page.getByText(say('web.me.contact.mails-off')).waitFor()
}

/** Out, and in again by a link, which works in the browser that asked for it, and once. */
export const signInByMail = async (page: Page, { words: { say, language }, ...by }: ByMail): Promise<void> => {
  const { look, url, email, mails } = by
  await page.getByRole('button', { name: say('web.shell.sign-out') }).click()
  await page.goto(`${url}/me?lang=${language}`)
  await page.getByRole('textbox', { name: say('web.me.contact.email-label') }).fill(email)
  await page.getByRole('button', { name: say('web.me.email.send') }).click()
  await page.getByText(say('web.me.mail-link.sent.text')).waitFor()
  await look('email-link-sent')
  const link = await linkOfMail(mails, { url, to: email }, '/me/email/sign-in/')
  await page.goto(link)
  await look('email-sign-in')
  await page.getByRole('button', { name: say('web.me.mail-link.sign-in.button') }).click()
  await page.getByRole('heading', { level: 1, name: say('web.me.matches.title') }).waitFor()
  await page.goto(link)
  await page.getByRole('button', { name: say('web.me.mail-link.sign-in.button') }).click()
  await page.getByText(say('web.me.mail-link.over.text')).waitFor()
  await look('email-link-over')
  await page.goto(`${url}/me?lang=${language}`)
}
