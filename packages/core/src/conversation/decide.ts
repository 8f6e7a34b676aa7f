import { act } from './act.ts'
import { settleAdding } from './add-held.ts'
import { answer, isRefused, notText } from './answer.ts'
import { settleWithdrawing } from './applications.ts'
import { takeScreening } from './apply.ts'
import { showJob } from './job-detail.ts'
import { miss } from './miss.ts'
import { isSameName, settleWho, switchTo } from './people-on-phone.ts'
import { isAnswered, questions } from './questionnaire.ts'
import type { Phrase } from './reply.ts'
import { settleReporting } from './reporting.ts'
import { deletePerson, onDistress, runCommand } from './run-command.ts'
import { say } from './say.ts'
import { settleChoosing, settleConfirming, settlePayPeriod } from './settle.ts'
import { afterTurn, chosen, homeOf, type Scene, stepOf, type Turn } from './turn.ts'
import { withAgent } from './with-agent.ts'
import { fold, isIn, type Words } from './words.ts'
import { sharedPlace } from './work-answer.ts'
import { answerQuoted, leaveWriting, settleWriting } from './writing.ts'

/** What a message comes to. An agent of the operator who has the chat comes before the bot. */
export const decide = (scene: Scene, words: Words): Turn =>
  withAgent(scene, words, (alone) => decideAlone(alone, words)) ?? decideAlone(scene, words)

/**
 * What works at any time comes first, then an answer that quotes an employer's message, then what was offered, then the question
 * that stands. While a text for an employer is waited for, what is not that text ends the wait.
 */
const decideAlone = (scene: Scene, words: Words): Turn => {
  const { readings } = scene
  if (readings.command === 'stop') return leaveWriting(scene, runCommand(scene, 'stop'))
  if (readings.distress) return leaveWriting(scene, onDistress(scene))
  if (scene.state.mode.kind === 'start') return welcome(scene)
  if (readings.command !== undefined) return leaveWriting(scene, runCommand(scene, readings.command))
  const answered = quoting(scene, words)
  if (answered !== undefined) return leaveWriting(scene, answered)
  if (readings.jobCode !== undefined) return leaveWriting(scene, openJob(scene))
  return told(scene) ?? tapped(scene) ?? afterBreak(scene, settle(scene, words))
}

/** An answer to an employer's own message; the words of its buttons count as their taps. */
const quoting = (scene: Scene, words: Words): Turn | undefined => {
  const { event, person, relay } = scene
  if (person === undefined || relay.quoted === undefined || event.kind !== 'text') return undefined
  const folded = fold(event.text)
  const verb = (['reply', 'block', 'report'] as const).find((name) =>
    words.titles[`option.relay.${name}`]?.includes(folded),
  )
  return verb === undefined ? answerQuoted(scene, person, relay.quoted) : act(scene, person, `${verb}.${relay.quoted}`)
}

/** What a text may say beside the question; not where it is written to someone else. */
const told = (scene: Scene): Turn | undefined => {
  const { state, readings } = scene
  if (state.mode.kind === 'writing' || state.mode.kind === 'reporting') return undefined
  if (readings.unknownCode !== undefined)
    return { before: [say('bot.job.unknown-code', { code: readings.unknownCode })] }
  return claimed(scene)
}

/** The first words, whatever they are: whose service this is, that it is automatic, and the first question. */
const welcome = (scene: Scene): Turn => {
  const { operator, readings, event, person } = scene
  const job = waitingJob(scene)
  if (person !== undefined) {
    if (readings.command !== undefined) return runCommand(scene, readings.command)
    return readings.jobCode === undefined ? { mode: homeOf(scene) } : { mode: homeOf(scene), ...openJob(scene) }
  }
  const before: readonly Phrase[] = [
    say('bot.greeting', { operator: operator.name }),
    ...(job === undefined ? [] : [job]),
    ...(event.kind === 'media' ? [say(isRefused(event) ? 'bot.media.first-refused' : 'bot.media.first')] : []),
    ...(readings.unknownCode === undefined ? [] : [say('bot.job.unknown-code', { code: readings.unknownCode })]),
  ]
  const only = operator.languages.length === 1 ? operator.languages[0] : undefined
  const start: Turn = { before, mode: homeOf(scene), ...(only === undefined ? {} : { set: { language: only } }) }
  if (readings.command !== 'help') return start
  const help = runCommand(scene, 'help')
  return { ...start, before: [...before, ...(help.before ?? [])], edits: help.edits ?? [] }
}

const waitingJob = ({ readings, look }: Scene): Phrase | undefined => {
  const job = readings.jobCode === undefined ? undefined : look.jobByCode(readings.jobCode)
  return job && say('bot.job.waits', { title: job.posting.title, employer: job.organisationName })
}

/** A link names a job: shown at once, or after the last answer. */
const openJob = (scene: Scene): Turn => {
  const { person, readings, look } = scene
  const job = readings.jobCode === undefined ? undefined : look.jobByCode(readings.jobCode)
  if (job !== undefined && person !== undefined && person.state !== 'registering') {
    const turn = showJob(scene, person, job.id)
    return { ...turn, set: { ...turn.set, jobCode: undefined } }
  }
  const waits = waitingJob(scene)
  return { before: waits === undefined ? [] : [waits] }
}

/** `I am Joseph, her brother`: who is known is switched to, who is new is asked. */
const claimed = (scene: Scene): Turn | undefined => {
  const { readings, people, person } = scene
  const name = readings.claimedName
  if (name === undefined || !people.some((other) => other.name !== undefined) || isSameName(person?.name, name))
    return undefined
  const known = people.find((other) => isSameName(other.name, name))
  return known === undefined ? { mode: { kind: 'who', claimed: name } } : switchTo(scene, known)
}

/** A tap on what carries its own meaning, of a registered person. */
const tapped = (scene: Scene): Turn | undefined => {
  const { person } = scene
  const id = chosen(scene) ?? scene.readings.oldTap
  if (person === undefined || person.state === 'registering' || id === undefined) return undefined
  return act(scene, person, id)
}

/** Takes a message as the answer to what stands. */
export const settle = (scene: Scene, words: Words): Turn => {
  const { state, person, readings } = scene
  const { mode } = state
  if (mode.kind === 'writing')
    return person === undefined ? { mode: homeOf(scene) } : settleWriting(scene, person, mode)
  if (mode.kind === 'reporting')
    return person === undefined ? { mode: homeOf(scene) } : settleReporting(scene, person, mode)
  if (mode.kind === 'adding') return person === undefined ? { mode: homeOf(scene) } : settleAdding(scene, person, words)
  if (readings.money) return { before: [say('bot.no-money')] }
  switch (mode.kind) {
    case 'start':
    case 'idle':
      return idle(scene, words)
    case 'asking':
      return answer(scene, mode, words)
    case 'confirming':
      return settleConfirming(scene, mode, words)
    case 'choosing':
      return settleChoosing(scene, mode, words)
    case 'pay-period':
      return settlePayPeriod(scene, mode)
    case 'screening':
      return person === undefined ? { mode: homeOf(scene) } : takeScreening(scene, person, mode)
    case 'withdrawing':
      return (person && settleWithdrawing(scene, person, mode.applicationId)) ?? again(scene)
    case 'deleting':
      return settleDeleting(scene, mode.personId)
    case 'who':
      return settleWho(scene, mode) ?? again(scene)
    case 'warned':
      return again(scene)
    default:
      return mode satisfies never
  }
}

const settleDeleting = (scene: Scene, personId: string): Turn => {
  switch (chosen(scene)) {
    case 'deleting.yes':
      return deletePerson(scene, personId)
    case 'deleting.no':
      return { before: [say('bot.delete.kept')], mode: homeOf(scene) }
    default:
      return again(scene)
  }
}

/** An old button gets the present question; anything else is not understood. */
const again = (scene: Scene): Turn => {
  const { event, readings } = scene
  if (readings.oldTap !== undefined || readings.greeting) return {}
  return miss(scene, event.kind === 'text' || event.kind === 'tap' ? say('bot.again.choose') : notText(event))
}

const idle = (scene: Scene, words: Words): Turn => {
  const { event, readings, person, look } = scene
  if (stepOf(scene) !== undefined) return { mode: homeOf(scene) }
  if (readings.greeting) return { before: [say('bot.hello-name', { name: person?.name ?? '' })] }
  if (readings.oldTap !== undefined) return {}
  if (event.kind === 'location')
    return { mode: { kind: 'confirming', editing: true, work: [], place: sharedPlace(event, look) } }
  if (isIn(words, 'jobs', fold(readings.text))) return runCommand(scene, 'jobs')
  return miss(scene, event.kind === 'text' || event.kind === 'tap' ? say('bot.again.menu') : notText(event))
}

const dayMs = 86_400_000

/** After more than a day: whoever does not answer the question at once is welcomed back to it, and has missed nothing. */
const afterBreak = (scene: Scene, turn: Turn): Turn => {
  const { state, now, person } = scene
  const name = person?.state === 'registering' ? person.name : undefined
  const tookNothing =
    turn.mode === undefined &&
    turn.replies === undefined &&
    (turn.edits ?? []).every(({ kind }) => kind === 'open-case' || kind === 'change-case')
  if (person === undefined || name === undefined || now - state.lastAt <= dayMs || !tookNothing) return turn
  const count = questions.filter(({ id }) => isAnswered(id, person)).length
  const stands = afterTurn(scene, { set: { strikes: 0 } })
  return { before: [say('bot.welcome-back', { name, count })], mode: stands.state.mode }
}
