import assert from 'node:assert/strict'
import { postJob, signIn } from '../testing/employer.ts'
import { reasonsInChat, reasonsOnPage, tiltSentence } from '../testing/reasons.ts'
import { register } from './register.ts'
import type { Stage } from './stage.ts'

/** Hi, at most eight answers, the first matches, a yes to alerts. */
export const registerFirst = async ({ first, words, cast }: Stage): Promise<void> => {
  const { say } = words
  await first.say(cast.greeting)
  await first.hears(words.upTo('bot.ask.language'))
  const answers = await register(first, words, cast.first)
  assert.ok(answers <= 8, `${answers} answers`)
  const summary = await first.hears(words.upTo('bot.summary', { name: cast.first.name }))
  assert.ok(!summary.includes(say('bot.jobs.none')), 'the demo has a first match')
  await first.hears(say('bot.ask.alerts', { operator: 'Rolecall Demo Job Centre' }))
  await first.press(say('option.yes'))
  await first.hears(say('bot.alerts.on'))
}

/** The employer signs in and posts a job that fits, with a must that the person did not speak of. */
export const postTheJob = async ({ employer, words, cast, url }: Stage): Promise<void> => {
  await signIn(employer, words, { url, ...cast.account })
  await postJob(employer, words, {
    ...cast.work,
    pay: cast.pay,
    description: cast.description,
    licence: 'food-handler',
    mattersMost: cast.mattersMost,
    question: cast.question,
    openings: 2,
  })
}

/** The alert comes by itself; the job opens from its list; WHY gives the reasons. */
export const readTheAlert = async ({ first, words, cast }: Stage): Promise<readonly string[]> => {
  const { say } = words
  await first.hears(say('bot.alert.new', { count: 1 }))
  await first.choose(say('option.list.jobs'), cast.work.title)
  const detail = await first.hears(`${cast.work.title} · ${cast.account.organisation}`)
  assert.ok(
    detail.some((line) => line.startsWith(words.upTo('bot.job.check'))),
    detail.join('\n'),
  )
  await first.say(words.command('why'))
  const why = await first.hears(say('bot.why.same'))
  assert.ok(why.includes(tiltSentence(words, cast.mattersMost)), why.join('\n'))
  return reasonsInChat(why)
}

/** The employer reads what the person read: above the cards what weighs more, on the card three reasons and a thing to check. */
export const compareCard = async ({ employer, words, cast }: Stage, why: readonly string[]): Promise<void> => {
  const card = employer
    .getByRole('listitem')
    .filter({ has: employer.getByRole('heading', { name: cast.first.firstName, exact: true }) })
  await card.waitFor()
  const shown = await reasonsOnPage(card)
  const check = shown.findLast((sentence) => why.some((line) => line.startsWith(sentence) && line !== sentence))
  assert.ok(check !== undefined, `nothing to check on the card:\n${shown.join('\n')}`)
  const met = why.filter((line) => shown.includes(line))
  assert.deepEqual(shown, [...met, check])
  assert.deepEqual(met, why.slice(0, 3))
  await employer.getByText(tiltSentence(words, cast.mattersMost), { exact: true }).waitFor()
}

/** The person is written to, with the code that opens the job. */
export const inviteFirst = async ({ employer, first, words, cast }: Stage): Promise<void> => {
  const invite = words.say('web.matches.invite')
  await employer.getByRole('button', { name: `${invite} ${cast.first.firstName}`, exact: true }).click()
  await employer.getByText(words.upTo('web.matches.invited')).waitFor()
  const { organisation } = cast.account
  const invited = await first.hears(words.upTo('update.invitation', { organisation, job: cast.work.title }))
  const code = /\b[A-Z2-9]{6}\b/.exec(invited.join(' '))?.[0]
  assert.ok(code !== undefined, invited.join('\n'))
  await first.say(code)
  await first.hears(`${cast.work.title} · ${organisation}`)
}

/** Warned of what is missing, asked the employer's question, told by when an answer comes. */
export const applyWithWarning = async ({
  first,
  words,
  cast,
}: Pick<Stage, 'first' | 'words' | 'cast'>): Promise<void> => {
  const { say } = words
  await first.press(say('option.job.apply'))
  const warning = await first.hears(say('bot.warn'))
  assert.ok(warning.join(' ').includes(say('fact.licence.food-handler')), warning.join('\n'))
  await first.press(say('option.job.apply'))
  await first.hears(cast.question)
  await first.press(say('option.yes'))
  const told = await first.hears(
    words.upTo('bot.applied', { title: cast.work.title, employer: cast.account.organisation }),
  )
  assert.match(told.join(' '), /\d/)
}
