import { positionOf, type Question, questionOf } from './questionnaire.ts'
import type { ListRow, Phrase, Reply } from './reply.ts'
import { cut, factAlone, inside, optionsReply, say, textReply } from './say.ts'
import { type Scene, stepOf } from './turn.ts'

/** Asks a question, `before` in front of it; after two answers that were not understood in its easier form. */
export const ask = (
  scene: Scene,
  question: Question,
  { editing, before }: { editing: boolean; before: readonly Phrase[] },
): Reply => {
  const body = [...before, promptOf(scene, question, editing)]
  const isEasier = scene.state.strikes >= 2
  if (question.show === 'location') return { kind: 'ask-location', body }
  const options = optionsOf(scene, question)
  const extra = isEasier ? easierOptions(scene, question, editing) : []
  return options.length + extra.length === 0 ? textReply(...body) : asOptions(question, body, [...options, ...extra])
}

const asOptions = (question: Question, body: readonly Phrase[], options: readonly ListRow[]): Reply =>
  question.show === 'list'
    ? { kind: 'list', body, button: say('option.list.choose'), sections: [{ rows: options }] }
    : optionsReply(body, options)

const promptOf = (scene: Scene, question: Question, editing: boolean): Phrase => {
  const work = scene.person?.profile.work[0]?.occupation
  const prompt = say(`bot.ask.${question.id}`, {
    operator: scene.operator.name,
    work: work === undefined ? '' : { type: 'occupation', value: work },
  })
  if (editing || question.id === 'language' || question.id === 'consent') return prompt
  return say('bot.progress', { ...positionOf(question.id, scene.operator.languages.length), question: inside(prompt) })
}

const optionsOf = (scene: Scene, question: Question): readonly ListRow[] =>
  question.id === 'language'
    ? scene.operator.languages
        .slice(0, 10)
        .map((tag) => ({ id: `q.language.${tag}`, title: { plain: languageName(scene.names, tag) } }))
    : question.options.map((option) => ({
        id: `q.${question.id}.${option}`,
        title: say(`option.${question.id}.${option}`),
      }))

/** A language in its own words, as it fits on a button: `Español`. */
export const languageName = (names: Scene['names'], tag: string): string => cut(names[tag] ?? tag, 20)

const easierOptions = (scene: Scene, question: Question, editing: boolean): readonly ListRow[] => [
  ...(question.id === 'work' ? commonWork(scene) : []),
  ...(question.optional && !editing ? [{ id: `q.${question.id}.skip`, title: say('option.skip') }] : []),
  ...(question.show === 'text' ? [{ id: 'cmd.help', title: say('option.help') }] : []),
]

/** Work that many people look for, as far as the taxonomy knows it. */
const commonWork = ({ look }: Scene): readonly ListRow[] =>
  commonOccupations
    .filter((id) => look.taxonomy.occupation(id) !== undefined)
    .slice(0, 8)
    .map((id) => ({ id: `q.work.${id}`, title: factAlone({ type: 'occupation', value: id }) }))

const commonOccupations: readonly string[] = [
  'cook',
  'waiter',
  'cleaner',
  'security-guard',
  'car-driver',
  'shop-assistant',
  'farm-worker',
  'construction-labourer',
]

/** The question that is asked now; one of an older questionnaire gives way to the next. */
export const askedQuestion = (scene: Scene, id: string): Question | undefined => questionOf(id) ?? stepOf(scene)
