import { makeId } from '@rolecall/core/model/ids'
import type { Change } from '@rolecall/core/ports/store'

/** The n-th text; any number will do. */
export type TextOf = (index: number) => string
export type Put = Extract<Change, { op: 'put' }>

const numbers = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, at) => from + at)

/** Which texts stand where, by their numbers, once `fillWords` wrote them: all between the two threads, and many at each desk. */
export const shownOn = {
  thread: numbers(0, 108),
  ownThread: numbers(108, 108),
  reports: [...numbers(24, 24), ...numbers(0, 108)],
  case: numbers(48, 60),
  news: [120],
  ownData: [121, 122],
  apiAccess: [124],
  log: [125],
  staff: [126],
  settings: [127, 128],
} as const
const perMessage = 12

export const testId = (collection: 'messages' | 'caseMessages' | 'news' | 'media', number: number): string =>
  makeId(collection, new Uint8Array(16).fill(number))

/** So many of the texts, twelve a message. */
export const inLines = (textOf: TextOf, from: number, count: number): readonly string[] =>
  numbers(0, count / perMessage).map((message) =>
    numbers(from + message * perMessage, perMessage)
      .map(textOf)
      .join('\n'),
  )
