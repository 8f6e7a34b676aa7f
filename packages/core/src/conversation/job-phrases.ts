import type { Constraint, Explanation } from '@rolecall/contract/explanation'
import { changeKey, reasonKey, tiltReason } from '@rolecall/contract/reasons'
import type { JobView } from './look.ts'
import type { Phrase, PhraseValue } from './reply.ts'
import { factAlone, inside, say } from './say.ts'

/** `KSh 1,200 a day`, or the whole range. */
export const payPhrase = ({ posting: { pay } }: JobView): Phrase => {
  const { min, max, currency, period } = pay
  const isRange = max !== undefined && max !== min
  return factAlone({ type: 'pay', currency, period, ...(isRange ? { from: min, amount: max } : { amount: min }) })
}

/** `Mon-Sat 7:00-15:00`, or the parts of the day where the employer named no hours. */
export const timesPhrase = ({ posting: { days, parts, hours } }: JobView): Phrase => {
  if (hours === undefined) return say('bot.value', { value: { type: 'times', days, parts } })
  const short = (clock: string) => clock.replace(/^0/, '').replace(/:00$/, '')
  const shift = `${short(hours.from)}-${short(hours.to)}`
  return say('bot.times-hours', { days: { type: 'times', days, parts: [] }, hours: shift })
}

/** How far it is, where that is known; else where it is. */
export const distancePhrase = (job: JobView, explanation: Explanation | undefined): Phrase => {
  if (job.posting.remote) return say('bot.remote')
  const distance = explanation?.constraints.find(({ kind }) => kind === 'place')?.facts.distance
  return distance === undefined ? { plain: job.posting.place.label } : say('bot.value', { value: distance })
}

/** `KSh 1,200 a day · 3 km · Mon-Sat 7-15 · Sunrise Café` */
export const rowDescription = (job: JobView, explanation: Explanation | undefined): Phrase =>
  say('bot.job.row', {
    pay: inside(payPhrase(job)),
    distance: inside(distancePhrase(job, explanation)),
    times: inside(timesPhrase(job)),
    employer: job.organisationName,
  })

/** The sentence of a constraint, the same for the person and for the employer. */
export const reasonPhrase = (constraint: Constraint): Phrase => say(reasonKey(constraint), constraint.facts)

/** That this employer weighs something more, in the words that they read too. */
export const tiltPhrase = (explanation: Explanation): Phrase | undefined => {
  const reason = tiltReason(explanation)
  return reason && say(reason.key, reason.values)
}

/** What would turn a constraint to met. */
export const changePhrase = (constraint: Constraint): Phrase | undefined => {
  const key = changeKey(constraint)
  return key === undefined ? undefined : say(key, constraint.facts)
}

/** A day in the job's own time zone. */
export const dayAt = (at: number, { posting }: JobView): PhraseValue => ({
  type: 'time',
  at,
  timeZone: posting.place.timeZone,
  show: 'date',
})

const dayMs = 86_400_000

/** By when the employer answers an application that is made now, epoch ms. */
export const answerBy = ({ posting }: JobView, now: number): number => now + posting.answerDays * dayMs

/** Why nobody can apply any more, as a sentence; undefined while one can. */
export const closedPhrase = (job: JobView, now: number): Phrase | undefined => {
  const values = { title: job.posting.title, employer: job.organisationName }
  if (job.state === 'paused') return say('bot.job.paused', values)
  if (job.state === 'expired' || (job.state === 'open' && job.expiresAt <= now)) return say('bot.job.expired', values)
  if (job.state !== 'open') return say('bot.job.closed', values)
  return job.openingsLeft <= 0 ? say('bot.job.full', values) : undefined
}
