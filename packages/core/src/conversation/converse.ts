import { noRelay, type Relay } from '../messages/thread.ts'
import { decide } from './decide.ts'
import type { Edit } from './edits.ts'
import { present } from './present.ts'
import { questionnaireVersion } from './questionnaire.ts'
import type { Readings } from './reading/readings.ts'
import type { Choice, Phrase, Reply } from './reply.ts'
import { say } from './say.ts'
import { type ConversationState, newState, optionTitle } from './state.ts'
import { afterTurn, languageOf, type Scene, type Turn } from './turn.ts'
import type { Words } from './words.ts'
import { withoutLapsed } from './writing.ts'

/** `state`: undefined at the first contact. `applications` and `interests`: those of the account's active person. */
export type ConverseInput = Omit<Scene, 'state' | 'person' | 'language' | 'names' | 'relay'> & {
  readonly state: ConversationState | undefined
  /** Of the person; where nothing was written there is none. */
  readonly relay?: Relay
  readonly words: Words
}

/** `language`: the one to render the replies in. Replies go out in order; edits belong into one commit with the state. */
export type ConverseOutput = {
  readonly state: ConversationState
  readonly replies: readonly Reply[]
  readonly edits: readonly Edit[]
  readonly language: string
}

/**
 * One turn of the chat: pure, the same for the same arguments (`id` makes fresh ids). Every event but a reaction gets a
 * reply, unless an agent has the chat; the question that stands is never lost.
 */
export const converse = (input: ConverseInput): ConverseOutput => {
  const { words, ...given } = input
  const scene = { ...sceneOf(given), names: words.names }
  if (input.event.kind === 'reaction') return { state: scene.state, replies: [], edits: [], language: scene.language }
  const turn = decide(scene, words)
  const after = afterTurn(scene, turn)
  // An agent has the chat: what was offered last stands until the bot is back.
  if (turn.replies?.length === 0)
    return {
      state: { ...after.state, lastAt: input.now },
      replies: [],
      edits: turn.edits ?? [],
      language: scene.language,
    }
  const replies = (turn.replies ?? [present(after, turn.before ?? [])]).map((reply) => addressed(after, reply))
  const state: ConversationState = {
    ...after.state,
    ...caseOf(turn),
    questionnaire: questionnaireVersion,
    options: optionsOf(replies),
    lastAt: input.now,
  }
  return { state, replies, edits: turn.edits ?? [], language: after.language }
}

const sceneOf = ({ state: known, relay = noRelay, ...given }: Omit<ConverseInput, 'words'>): Omit<Scene, 'names'> => {
  const { readings, people, account, operator } = given
  const { caseId: _known, ...before } = withoutLapsed(known ?? newState(given.now), given.now)
  const guess = operator.languages.find((tag) => tag === readings.writtenIn)
  const state: ConversationState = {
    ...before,
    ...(given.openCase === undefined ? {} : { caseId: given.openCase.id }),
    ...(before.language === undefined && guess !== undefined ? { guessed: guess } : {}),
    ...(readings.jobCode === undefined ? {} : { jobCode: readings.jobCode }),
  }
  const person = state.newcomer === undefined ? people.find(({ id }) => id === account.activePersonId) : undefined
  const tagged = { ...state, ...tagOf(readings, person === undefined) }
  return { ...given, relay, state: tagged, person, language: languageOf(tagged, person, operator) }
}

/** Where someone came from: kept for the person whom they become, and for the job that the link names. */
const tagOf = (
  { source, jobCode }: Readings,
  isNew: boolean,
): Pick<ConversationState, 'source' | 'link'> | undefined =>
  source === undefined
    ? undefined
    : { ...(isNew ? { source } : {}), ...(jobCode === undefined ? {} : { link: { code: jobCode, source } }) }

const caseOf = ({ edits = [] }: Turn): Pick<ConversationState, 'caseId'> => {
  const opened = edits.findLast((edit) => edit.kind === 'open-case')
  return opened === undefined ? {} : { caseId: opened.caseId }
}

/** Where two share a phone each message says whom it is for. */
const addressed = ({ account, person }: Scene, reply: Reply): Reply => {
  if (account.personIds.length < 2 || person?.name === undefined) return reply
  const name: Phrase = say('bot.for', { name: person.name })
  return { ...reply, body: [name, ...reply.body] }
}

/** All that is on offer, in the order in which it is read: a number counts from the first. */
const optionsOf = (replies: readonly Reply[]): ConversationState['options'] =>
  replies.flatMap(choicesOf).map(({ id, title }) => ({ id, title: optionTitle(title) }))

const choicesOf = (reply: Reply): readonly Choice[] => {
  if (reply.kind === 'buttons') return reply.buttons
  return reply.kind === 'list' ? reply.sections.flatMap(({ rows }) => rows) : []
}
