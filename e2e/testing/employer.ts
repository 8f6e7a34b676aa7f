import type { MattersMost } from '@rolecall/contract/job'
import type { Locator, Page } from 'playwright-core'
import type { Words } from './words.ts'

/** Signs in with an account of the demo, in the language of the words. */
export const signIn = async (
  page: Page,
  words: Words,
  account: { readonly url: string; readonly email: string; readonly password: string },
): Promise<void> => {
  const { say } = words
  await page.goto(`${account.url}/employer?lang=${words.language}`)
  await page.getByRole('textbox', { name: say('web.sign-in.email') }).fill(account.email)
  await page.getByLabel(say('web.sign-in.password'), { exact: true }).fill(account.password)
  await page.getByRole('button', { name: say('web.sign-in.submit'), exact: true }).click()
  await page.getByRole('link', { name: say('web.jobs.post') }).waitFor()
}

export type TestJob = {
  readonly title: string
  /** What is typed to find the occupation and the town. */
  readonly occupation: string
  readonly place: string
  readonly pay: string
  readonly description: string
  readonly licence?: string
  readonly mattersMost?: readonly MattersMost[]
  readonly question?: string
  readonly openings: number
}

/** Fills the form, checks and publishes; ends on the page of those who fit. */
export const postJob = async (page: Page, { say, text }: Words, job: TestJob): Promise<void> => {
  const box = (key: string) => page.getByRole('textbox', { name: say(key), exact: true })
  // Where there is no job yet it is offered twice.
  await page
    .getByRole('link', { name: say('web.jobs.post') })
    .first()
    .click()
  await box('web.form.title').fill(job.title)
  await pick(page, say('web.form.occupation'), job.occupation)
  await box('web.form.description').fill(job.description)
  await box('web.form.pay-min').fill(job.pay)
  await page.getByLabel(say('web.form.period'), { exact: true }).selectOption('day')
  await pick(page, say('web.form.place'), job.place)
  if (job.licence !== undefined) {
    await page.getByLabel(say('web.form.add-need'), { exact: true }).selectOption('licence')
    await page.getByLabel(say('web.form.need-licence'), { exact: true }).selectOption(job.licence)
    await page.getByRole('button', { name: say('web.form.add'), exact: true }).click()
  }
  for (const part of job.mattersMost ?? [])
    await page.getByRole('checkbox', { name: text.fact({ type: 'score-parts', values: [part] }) }).check()
  await page.getByRole('spinbutton', { name: say('web.form.openings') }).fill(String(job.openings))
  if (job.question !== undefined) {
    await page.getByRole('button', { name: say('web.form.add-question') }).click()
    await page.getByLabel(say('web.form.question', { number: 1 })).fill(job.question)
  }
  await page.getByRole('button', { name: say('web.form.publish'), exact: true }).click()
  const dialog = page.getByRole('dialog', { name: say('web.form.check') })
  await dialog.getByRole('button', { name: say('web.form.publish-now'), exact: true }).click()
  await page.getByRole('heading', { level: 1, name: job.title }).waitFor()
}

/** Types into a field that suggests, and takes the first suggestion. */
const pick = async (page: Page, label: string, typed: string): Promise<void> => {
  await page.getByRole('combobox', { name: label, exact: true }).fill(typed)
  await page.getByRole('option').first().click()
}

/** Opens the answer's dialog on a person's page and chooses the next step. */
export const answer = async (page: Page, { say }: Words, to: { name: string; state: string }): Promise<Locator> => {
  await page.getByRole('button', { name: say('web.person.answer', { name: to.name }) }).click()
  const dialog = page.getByRole('dialog', { name: say('web.move.title', { name: to.name }) })
  await dialog.getByLabel(say('web.move.to'), { exact: true }).selectOption(to.state)
  return dialog
}

export const sendAnswer = async (dialog: Locator, { say }: Words): Promise<void> => {
  await dialog.getByRole('button', { name: say('web.move.submit') }).click()
  const refused = dialog.getByRole('alert')
  await refused.or(dialog.page().locator('body:not(:has(dialog[open]))')).first().waitFor()
  if (await refused.isVisible()) throw new Error(`the dialog says: ${await refused.textContent()}`)
}
