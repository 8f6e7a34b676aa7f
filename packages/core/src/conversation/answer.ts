import { takeConsent } from './consent.ts'
import type { Edit } from './edits.ts'
import { goOn, profileEdit } from './go-on.ts'
import { miss } from './miss.ts'
import { takePay } from './pay-answer.ts'
import { type Question, questionOf } from './questionnaire.ts'
import { readName } from './reading/claimed-name.ts'
import { timesOfOption } from './reading/times.ts'
import { say } from './say.ts'
import { afterTurn, chosen, homeOf, type Person, type Scene, type Turn, withEdits } from './turn.ts'
import type { Words } from './words.ts'
import { takePlace, takeWork } from './work-answer.ts'

type Asking = { readonly question: string; readonly editing: boolean }

/** Takes the answer to the question that was asked, or says what is missing. */
export const answer = (scene: Scene, { question: id, editing }: Asking, words: Words): Turn => {
  const question = questionOf(id)
  if (question === undefined || scene.readings.oldTap !== undefined)
    return { mode: homeOrEdit(scene, question, editing) }
  const { event, person, readings } = scene
  if (event.kind === 'location') return onLocation(scene, question, editing)
  if (event.kind !== 'text' && event.kind !== 'tap') return miss(scene, notText(event))
  if (question.id === 'language') return takeLanguage(scene, editing)
  if (person === undefined || question.id === 'consent') return takeConsent(scene)
  if (readings.greeting) return { before: [say('bot.hello')] }
  if (question.optional && !editing && (readings.skip || chosen(scene)?.endsWith('.skip')))
    return skip(scene, person, question)
  return takeAnswer(scene, person, { question, editing, words })
}

const homeOrEdit = (scene: Scene, question: Question | undefined, editing: boolean) =>
  question !== undefined && editing ? ({ kind: 'asking', question: question.id, editing } as const) : homeOf(scene)

type Asked = { readonly question: Question; readonly editing: boolean; readonly words: Words }

const takeAnswer = (scene: Scene, person: Person, { question, editing, words }: Asked): Turn => {
  const { readings, event } = scene
  const option = optionOf(scene, question)
  switch (question.id) {
    case 'name': {
      const isName = event.kind === 'text' && readings.yesNo === undefined && !readings.skip
      const name = isName ? readName(readings.text, words) : undefined
      return name === undefined
        ? notUnderstood(scene, question)
        : goOn(scene, [{ kind: 'update-person', personId: person.id, name }], editing)
    }
    case 'work':
      return takeWork(scene, person, { editing, option })
    case 'place':
      return takePlace(scene, person, { editing, work: [] })
    case 'experience': {
      const experience = experiences.find((value) => value === option) ?? readings.experience
      if (experience === undefined) return notUnderstood(scene, question)
      const work = person.profile.work.map((wanted, at) => (at === 0 ? { ...wanted, experience } : wanted))
      return goOn(scene, [profileEdit(person, { work })], editing)
    }
    case 'times': {
      const times = option === undefined ? readings.times : timesOfOption(option)
      return times === undefined
        ? notUnderstood(scene, question)
        : goOn(scene, [profileEdit(person, { times })], editing)
    }
    case 'pay':
      return takePay(scene, person, { editing, option })
    default:
      return { mode: homeOf(scene) }
  }
}

const experiences = ['none', 'under-2-years', '2-years-or-more'] as const

const optionOf = (scene: Scene, question: Question): string | undefined => {
  const prefix = `q.${question.id}.`
  const id = chosen(scene)
  return id?.startsWith(prefix) ? id.slice(prefix.length) : undefined
}

const notUnderstood = (scene: Scene, question: Pick<Question, 'id'>): Turn =>
  miss(scene, say(`bot.again.${question.id}`))

const skip = (scene: Scene, person: Person, question: Question): Turn =>
  goOn(scene, [], false, { skipped: [...scene.state.skipped, `${person.id}:${question.id}`] })

const takeLanguage = (scene: Scene, editing: boolean): Turn => {
  const { readings, operator, person } = scene
  const id = chosen(scene)
  const language = operator.languages.find((tag) => id === `q.language.${tag}` || readings.languageNamed === tag)
  if (language === undefined) {
    // Whoever just greets has said nothing wrong.
    return readings.greeting ? { before: [say('bot.hello')] } : miss(scene, say('bot.again.language'))
  }
  const edits: readonly Edit[] = person === undefined ? [] : [{ kind: 'update-person', personId: person.id, language }]
  const set = { language }
  const next = afterTurn(scene, { edits, set })
  return { edits, set, mode: homeOf(next), ...(editing ? { before: [say('bot.saved')] } : {}) }
}

const onLocation = (scene: Scene, question: Question, editing: boolean): Turn => {
  const { person } = scene
  if (person === undefined) return miss(scene, say(`bot.again.${question.id}`))
  if (question.id === 'place') return takePlace(scene, person, { editing, work: [] })
  // A place that comes early is an answer all the same.
  return withEdits(takePlace(scene, person, { editing, work: [] }).edits ?? [], { before: [say('bot.place-kept')] })
}

/** Nothing was kept of it: too large, gone, or not what it was said to be. Nobody keeps stickers. */
export const isRefused = (event: Scene['event']): boolean =>
  event.kind === 'media' && event.mediaId === undefined && event.media !== 'sticker'

/** What the bot can do with what it cannot read. */
export const notText = (event: Scene['event']) =>
  event.kind === 'media'
    ? say(isRefused(event) ? 'bot.media.refused' : `bot.media.${event.media}`)
    : say(event.kind === 'contacts' ? 'bot.media.contacts' : 'bot.media.other')
