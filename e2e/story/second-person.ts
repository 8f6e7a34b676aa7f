import assert from 'node:assert/strict'
import { patienceMs } from '../testing/browser.ts'
import { addPerson, type TestPhone } from '../testing/phone.ts'
import { plain } from '../testing/words.ts'
import { applyWithWarning } from './first-steps.ts'
import { register } from './register.ts'
import type { Stage } from './stage.ts'

/** From the list of jobs to the job's page, and by its link into the chat: whoever is new registers and lands at that job. */
export const arriveFromTheJobPage = async (stage: Stage): Promise<TestPhone> => {
  const { phones, words, cast, url } = stage
  const { say } = words
  const page = await phones.context().newPage()
  page.setDefaultTimeout(patienceMs)
  await page.goto(`${url}/jobs?lang=${words.language}`)
  await page.getByRole('textbox', { name: say('web.search.work') }).fill(cast.work.title)
  await page.getByRole('textbox', { name: say('web.search.place') }).fill(cast.work.place)
  await page.getByRole('button', { name: say('web.search.submit') }).click()
  await page.getByRole('link', { name: cast.work.title, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: cast.work.title }).waitFor()
  await page.getByRole('link', { name: say('web.job.apply') }).click()
  const second = await addPerson(page, cast.second)
  assert.ok((await second.draft()).includes(cast.work.title))
  await second.send()
  await second.hears(words.upTo('bot.job.waits', { title: cast.work.title, employer: cast.account.organisation }))
  await register(second, words, cast.second)
  await second.hears(`${cast.work.title} · ${cast.account.organisation}`)
  await applyWithWarning({ first: second, words, cast })
  await second.press(say('option.yes'))
  await second.hears(say('bot.alerts.on'))
  return second
}

/** A refusal shows what the person will read, waits, and can be undone; meanwhile nobody but the employer knows. */
export const refuseAndUndo = async ({ employer, words, cast }: Stage, second: TestPhone): Promise<void> => {
  const { say } = words
  const refuse = async () => {
    await employer.getByRole('button', { name: say('web.person.answer', { name: cast.second.firstName }) }).click()
    const dialog = employer.getByRole('dialog')
    await dialog.getByLabel(say('web.move.to'), { exact: true }).selectOption('not-selected')
    await dialog.getByText(say('web.move.reason-first')).waitFor()
    await dialog.getByLabel(say('web.move.reason'), { exact: true }).selectOption('times')
    const preview = dialog.getByRole('region', { name: say('web.move.preview') })
    await preview.getByText(plain(refusalIn({ words, cast }))).waitFor()
    await dialog.getByRole('button', { name: say('web.move.submit') }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
  await refuse()
  await second.say(words.command('applications'))
  await second.hears(say('bot.applications', { count: 1 }))
  const rows = await second.open(say('option.list.open'))
  await rows.getByRole('button', { name: say('option.state.new') }).waitFor()
  await rows.press('Escape')
  await employer.getByRole('button', { name: say('web.pending.undo') }).click()
  await employer.getByRole('button', { name: say('web.person.answer', { name: cast.second.firstName }) }).waitFor()
  await refuse()
  await employer.getByRole('button', { name: say('web.pending.undo') }).waitFor()
}

export const refusalIn = ({ words: { say }, cast }: Pick<Stage, 'words' | 'cast'>): string =>
  say('update.application.not-selected', {
    organisation: cast.account.organisation,
    job: cast.work.title,
    reason: say('update.reason.times'),
  })

/** STOP gets one answer; after it nothing comes, neither an alert nor an update. */
export const stop = async (second: TestPhone, { words }: Stage): Promise<readonly string[]> => {
  await second.say(words.command('stop'))
  await second.hears(words.say('bot.stopped'))
  return second.messages()
}
