import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { answer, postJob, sendAnswer } from '../testing/employer.ts'
import { reasonsOnPage, tiltSentence } from '../testing/reasons.ts'
import { plain } from '../testing/words.ts'
import type { Seeker } from './cast.ts'
import type { Stage } from './stage.ts'

/** Opens the page of one who applied. */
export const openApplicant = async ({ employer, words, cast }: Stage, seeker: Seeker): Promise<void> => {
  await employer.getByRole('link', { name: words.say('web.shell.jobs'), exact: true }).click()
  await employer.getByRole('link', { name: cast.work.title, exact: true }).click()
  await employer.getByRole('link', { name: seeker.firstName, exact: true }).click()
  await employer.getByRole('heading', { level: 1, name: seeker.firstName }).waitFor()
}

/** All sentences of WHY stand on the person's page, in the same order; their answer too, and no phone number. */
export const comparePerson = async ({ employer, words, cast }: Stage, why: readonly string[]): Promise<void> => {
  const section = (key: string) =>
    employer.locator('section').filter({ has: employer.getByRole('heading', { name: words.say(key), exact: true }) })
  const shown = await reasonsOnPage(section('web.person.reasons'))
  // What to check goes on, in the chat, with what the person can do about it.
  assert.deepEqual(
    shown,
    why.map((line, at) => (line.startsWith(shown[at] ?? '-') ? shown[at] : line)),
  )
  await section('web.person.reasons').getByText(tiltSentence(words, cast.mattersMost), { exact: true }).waitFor()
  const answers = section('web.person.answers')
  await answers.getByText(cast.question).waitFor()
  await answers.getByText(words.say('option.yes'), { exact: true }).waitFor()
  const page = plain((await employer.locator('body').allInnerTexts()).join(' ')).replaceAll(' ', '')
  assert.ok(!page.includes(cast.first.number.replaceAll(' ', '').slice(1)), 'the number shows')
}

/** Four steps; the person reads each in their language. */
export const moveToHired = async ({ employer, words, cast, first }: Stage): Promise<void> => {
  for (const state of ['shortlisted', 'interview', 'offer', 'hired']) {
    const dialog = await answer(employer, words, { name: cast.first.firstName, state })
    await sendAnswer(dialog, words)
    await first.hears(
      words.say(`update.application.${state}`, { organisation: cast.account.organisation, job: cast.work.title }),
    )
    await employer
      .getByText(words.say(`web.stage.${state}`), { exact: true })
      .first()
      .waitFor()
  }
}

const listedWithinMs = 1000

/** A later job is told, opened and closed; from then on the page and the chat say so. */
export const closeALaterJob = async ({ employer, phones, words, cast, first, url }: Stage): Promise<void> => {
  const { say } = words
  const title = cast.work.laterTitle
  await employer.getByRole('link', { name: say('web.shell.jobs'), exact: true }).click()
  await postJob(employer, words, { ...cast.work, title, pay: cast.pay, description: cast.description, openings: 1 })
  // Nobody is told who was invited already; whoever asks sees a job a second after it was published.
  if (cast.invited) await delay(listedWithinMs)
  if (cast.invited) await first.say(words.command('jobs'))
  await first.hears(cast.invited ? say('option.list.jobs') : say('bot.alert.new', { count: 1 }))
  await first.choose(say('option.list.jobs'), title)
  await first.hears(`${title} · ${cast.account.organisation}`)
  await employer.getByRole('link', { name: say('web.job.tab-posting'), exact: true }).click()
  const address = await employer.getByRole('link', { name: say('web.job.public') }).getAttribute('href')
  const visitor = await phones.context().newPage()
  await visitor.goto(new URL(`${address}`, url).href)
  await visitor.getByRole('link', { name: say('web.job.apply') }).waitFor()
  assert.equal(await postings(visitor), 1)
  await employer.getByRole('button', { name: say('web.job.change'), exact: true }).click()
  await employer.getByRole('button', { name: say('web.job.close') }).click()
  await employer
    .getByRole('dialog', { name: say('web.job.close-title') })
    .getByRole('button', { name: say('web.job.close') })
    .click()
  await employer.getByText(say('web.job-state.closed'), { exact: true }).first().waitFor()
  await visitor.reload()
  await visitor.getByRole('heading', { name: say('web.job.closed', { state: 'closed' }) }).waitFor()
  assert.equal(await visitor.getByRole('link', { name: say('web.job.apply') }).count(), 0)
  assert.equal(await postings(visitor), 0)
  await first.press(say('option.job.apply'))
  await first.hears(say('bot.job.closed', { title, employer: cast.account.organisation }))
}

const postings = (page: Stage['phones']): Promise<number> => page.locator('script[type="application/ld+json"]').count()
