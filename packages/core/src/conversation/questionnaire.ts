import type { DocumentOf } from '../model/collections.ts'

/** Changes whenever a question is added, removed or means something else. */
export const questionnaireVersion = 1

export type QuestionId = 'language' | 'consent' | 'name' | 'work' | 'place' | 'experience' | 'times' | 'pay'

/**
 * One question: `bot.ask.<id>` asks it, `bot.again.<id>` says what was missing with an example. An option's id is
 * `q.<question>.<option>`, its title `option.<question>.<option>`. Without options the answer is free text.
 */
export type Question = {
  readonly id: QuestionId
  readonly show: 'text' | 'buttons' | 'list' | 'location'
  readonly options: readonly string[]
  /** May be skipped after two answers that were not understood; matching then treats it as not said. */
  readonly optional: boolean
}

/** In the order in which they are asked; eight answers at most from the first message to the first jobs. */
export const questions: readonly Question[] = [
  { id: 'language', show: 'buttons', options: [], optional: false },
  { id: 'consent', show: 'buttons', options: ['yes', 'more', 'no'], optional: false },
  { id: 'name', show: 'text', options: [], optional: false },
  { id: 'work', show: 'text', options: [], optional: false },
  { id: 'place', show: 'location', options: [], optional: false },
  { id: 'experience', show: 'buttons', options: ['none', 'under-2-years', '2-years-or-more'], optional: true },
  {
    id: 'times',
    show: 'list',
    options: [
      'any',
      'weekdays',
      'six-days',
      'weekdays-mornings',
      'weekdays-afternoons',
      'weekends',
      'evenings',
      'nights',
    ],
    optional: true,
  },
  { id: 'pay', show: 'buttons', options: ['any'], optional: true },
]

export const questionOf = (id: string): Question | undefined => questions.find((question) => question.id === id)

type Person = DocumentOf<'people'>

/** Whether the person's document holds the answer. The language and the consent are answered by its being there. */
export const isAnswered = (id: QuestionId, person: Person): boolean => {
  const { profile } = person
  switch (id) {
    case 'language':
    case 'consent':
      return true
    case 'name':
      return person.name !== undefined
    case 'work':
      return profile.work.length > 0
    case 'place':
      return profile.place !== undefined
    case 'experience':
      return profile.work[0]?.experience !== undefined
    case 'times':
      return profile.times !== undefined
    case 'pay':
      return profile.pay !== undefined
    default:
      return id satisfies never
  }
}

/** The first question that is neither answered nor skipped; undefined when all are done. */
export const nextQuestion = (person: Person, skipped: readonly string[]): Question | undefined =>
  questions.find(({ id }) => !isAnswered(id, person) && !skipped.includes(`${person.id}:${id}`))

/** `Question 5 of 8`: the position of a question among those that this operator asks. */
export const positionOf = (id: QuestionId, languages: number): { readonly n: number; readonly total: number } => {
  const asked = questions.filter((question) => question.id !== 'language' || languages > 1)
  return { n: asked.findIndex((question) => question.id === id) + 1, total: asked.length }
}
