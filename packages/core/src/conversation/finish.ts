import type { Profile } from '@rolecall/contract/profile'
import { askAlerts } from './alerts.ts'
import { heldOf, heldTogether } from './held-answers.ts'
import { showJob } from './job-detail.ts'
import { showJobs } from './job-list.ts'
import type { Phrase } from './reply.ts'
import { factAlone, inside, say, textReply, together } from './say.ts'
import { afterTurn, type Scene, type Turn, withEdits } from './turn.ts'

/** After the last answer: one summary, the first jobs (or the one that a link named), then the question about alerts. */
export const finishRegistration = (scene: Scene): Turn => {
  const { person, state, look } = scene
  if (person === undefined) return {}
  const edits = [{ kind: 'update-person', personId: person.id, state: 'active' } as const]
  const summary = say('bot.summary', { name: person.name ?? '', answers: inside(summaryOf(person.profile)) })
  const asked = state.jobCode === undefined ? undefined : look.jobByCode(state.jobCode)
  const active = afterTurn(scene, { edits })
  if (asked === undefined)
    return withEdits(edits, askAlerts(scene, showJobs(active, person, { page: 0, before: [summary] })))
  const job = showJob(active, person, asked.id)
  const replies = [textReply(summary), ...(job.replies ?? [])]
  return withEdits(edits, { ...job, replies, set: { ...job.set, jobCode: undefined } })
}

/** All answers in a line, for the person to check. */
export const summaryOf = (profile: Profile): Phrase => {
  const { work, place, times, pay } = profile
  const experience = work[0]?.experience
  const held = heldOf(profile)
  const parts: readonly Phrase[] = [
    workPhrase(profile),
    ...(place === undefined ? [] : [{ plain: place.label }]),
    ...(experience === undefined ? [] : [factAlone({ type: 'experience', value: experience })]),
    ...(times === undefined ? [] : [factAlone({ type: 'times', ...times })]),
    ...(pay === undefined ? [] : [payWantedPhrase(pay)]),
    ...(held.length === 0 ? [] : [heldTogether(held)]),
  ]
  return parts.reduceRight((rest, part) => say('bot.summary.join', { part: inside(part), rest: inside(rest) }))
}

export const workPhrase = ({ work }: Profile): Phrase =>
  say('bot.value', {
    value: together(work.map(({ occupation }) => factAlone({ type: 'occupation', value: occupation }))),
  })

export const payWantedPhrase = (pay: NonNullable<Profile['pay']>): Phrase =>
  pay.amount === 0 ? say('bot.any-pay') : factAlone({ type: 'pay', ...pay })
