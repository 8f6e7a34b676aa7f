import { noRelay } from '../messages/thread.ts'
import type { OwnScene } from './change-answer.ts'
import { takeConsent } from './consent.ts'
import type { Edit } from './edits.ts'
import { nextQuestion, positionOf, type Question, type QuestionId } from './questionnaire.ts'
import { newState } from './state.ts'
import { afterTurn, type Person, type Scene } from './turn.ts'

/** How long a registration of the web is kept that nothing else keeps. Milliseconds. */
export const keptWithoutReasonMs = 90 * 24 * 60 * 60 * 1000

/** A yes to the service on a page: the person and the consent, as a yes in the chat makes them. */
export const agreeOnPage = (
  { words, ...own }: Omit<OwnScene, 'person'>,
  { language, source }: { readonly language: string; readonly source: string },
): readonly Edit[] => {
  const choice = 'q.consent.yes'
  const scene: Scene = {
    ...own,
    person: undefined,
    names: words.names,
    token: () => '',
    relay: noRelay,
    language,
    state: { ...newState(own.now), mode: { kind: 'asking', question: 'consent', editing: false }, language, source },
    event: { kind: 'tap', id: choice, title: '' },
    readings: { ...nothingSaid, choice },
  }
  return (takeConsent(scene).edits ?? []).map((edit) =>
    edit.kind === 'create-person' ? { ...edit, person: ofTheWeb(edit.person, own.now) } : edit,
  )
}

const nothingSaid = {
  text: '',
  greeting: false,
  skip: false,
  any: false,
  work: [],
  places: [],
  distress: false,
  money: false,
}

const ofTheWeb = (person: Person, now: number): Person => ({
  ...person,
  channel: 'web',
  forgetAt: now + keptWithoutReasonMs,
})

/** The question that a registration on pages stands at; undefined once all are answered. */
export const questionOnPage = (person: Person): Question | undefined => nextQuestion(person, [])

/** The questions that pages ask one after the other; the language is that of the page. */
export const pageQuestions: readonly QuestionId[] = ['name', 'work', 'place', 'experience', 'times', 'pay']

/** `Question 2 of 7`: the position among those that pages ask, the consent being the first. */
export const positionOnPage = (question: QuestionId) => positionOf(question, 1)

/** The edits of an answer, and with the last of them that the person is registered. */
export const orRegistered = (scene: Scene, edits: readonly Edit[]): readonly Edit[] => {
  const person = afterTurn(scene, { edits }).person
  const isDone = person?.state === 'registering' && questionOnPage(person) === undefined
  return isDone ? [...edits, { kind: 'update-person', personId: person.id, state: 'active' }] : edits
}
