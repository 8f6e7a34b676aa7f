import { noRelay } from '../messages/thread.ts'
import { noRoom, notUnderstood, readMore } from './add-held.ts'
import { setAlerts } from './alerts.ts'
import { startEdits, stopEdits } from './consent-edit.ts'
import { settle } from './decide.ts'
import type { Edit } from './edits.ts'
import type { ConversationEvent } from './event.ts'
import { profileEdit } from './go-on.ts'
import { interpret } from './interpret.ts'
import { present } from './present.ts'
import type { QuestionId } from './questionnaire.ts'
import type { ListRow, Phrase, Reply } from './reply.ts'
import { say } from './say.ts'
import { newState, optionTitle } from './state.ts'
import { afterTurn, type Person, type Scene } from './turn.ts'
import type { Words } from './words.ts'

/** A person on their own pages: what their chat would know of them, without a chat. */
type OfTheChat = 'state' | 'event' | 'readings' | 'person' | 'language' | 'names' | 'token' | 'relay'
export type OwnScene = Omit<Scene, OfTheChat> & {
  readonly person: Person
  readonly words: Words
}

/** `text`: in free words; `tap`: the id of an option of the question. `pick`: what was meant, of the choices that were given. */
export type Answered = {
  readonly question: QuestionId
  readonly said: { readonly text: string } | { readonly tap: string }
  readonly pick?: string
}

/** `unclear`: several things may be meant, `ask` says which. `not-understood`: `why` says what is missing, with an example. */
export type AnswerChange =
  | { readonly outcome: 'changed'; readonly edits: readonly Edit[] }
  | { readonly outcome: 'unclear'; readonly ask: Phrase; readonly choices: readonly ListRow[] }
  | { readonly outcome: 'not-understood'; readonly why: Phrase }

/** Changes an answer as the chat would: the same words are read, the same is asked back, the same is kept. */
export const changeAnswer = (own: OwnScene, { question, said, pick }: Answered): AnswerChange => {
  const event: ConversationEvent =
    'text' in said ? { kind: 'text', text: said.text } : { kind: 'tap', id: said.tap, title: '' }
  const offered = 'tap' in said ? [{ id: said.tap, title: optionTitle({ plain: '' }) }] : []
  const mode = { kind: 'asking', question, editing: true } as const
  const asked = hear(own, { ...sceneOf(own), state: { ...newState(own.now), mode, options: offered } }, event)
  const meant = pick === undefined || !isUnclear(asked.after) ? asked : choose(own, asked, pick)
  if (isUnclear(meant.after)) return unclear(meant)
  if (meant.edits.some(({ kind }) => kind === 'update-person')) return { outcome: 'changed', edits: meant.edits }
  return { outcome: 'not-understood', why: meant.before[0] ?? say(`bot.again.${question}`) }
}

/** What a person says that they have besides: all of it, or nothing, so that what they typed can be mended where it stands. */
export const addHeld = (own: OwnScene, text: string): AnswerChange => {
  const { profile, things, full, unread } = readMore(own, text)
  if (unread.length > 0) return { outcome: 'not-understood', why: notUnderstood(unread) }
  if (full.length > 0) return { outcome: 'not-understood', why: noRoom(full) }
  if (things.length === 0) return { outcome: 'not-understood', why: say('bot.again.held') }
  return { outcome: 'changed', edits: [profileEdit(own.person, profile)] }
}

/** The whole phone is silent and shown to no employer, as by STOP; or again as before, as by START. */
export const changeService = (own: OwnScene, given: boolean): readonly Edit[] =>
  given ? startEdits(sceneOf(own)) : stopEdits(sceneOf(own))

/** Alerts on or off, with the consent on record. */
export const changeAlerts = (own: OwnScene, given: boolean): readonly Edit[] =>
  setAlerts(sceneOf(own), own.person, given).edits ?? []

type Heard = { readonly after: Scene; readonly edits: readonly Edit[]; readonly before: readonly Phrase[] }

const hear = ({ words }: OwnScene, scene: Scene, event: ConversationEvent): Heard => {
  const near = scene.person?.profile.place
  const around = { look: scene.look, words, operator: scene.operator, ...(near === undefined ? {} : { near }) }
  const heard = { ...scene, event, readings: interpret(event, scene.state, around) }
  const turn = settle(heard, words)
  return { after: afterTurn(heard, turn), edits: turn.edits ?? [], before: turn.before ?? [] }
}

const choose = (own: OwnScene, { after, edits }: Heard, pick: string): Heard => {
  const options = choicesOf(present(after, [])).map(({ id, title }) => ({ id, title: optionTitle(title) }))
  const heard = hear(own, { ...after, state: { ...after.state, options } }, { kind: 'tap', id: pick, title: '' })
  return { ...heard, edits: [...edits, ...heard.edits] }
}

const isUnclear = ({ state }: Scene): boolean =>
  state.mode.kind === 'confirming' || state.mode.kind === 'choosing' || state.mode.kind === 'pay-period'

/** What leads elsewhere in the chat ("other work", "none of these") is typed anew on a page. */
const unclear = ({ after }: Heard): AnswerChange => {
  const reply = present(after, [])
  const choices = choicesOf(reply).filter(({ id }) => /^(confirm\.yes|pick\.\d+|period\.\w+)$/.test(id))
  return { outcome: 'unclear', ask: reply.body[0] ?? say('bot.again.choose'), choices }
}

const choicesOf = (reply: Reply): readonly ListRow[] => {
  if (reply.kind === 'buttons') return reply.buttons
  return reply.kind === 'list' ? reply.sections.flatMap(({ rows }) => rows) : []
}

/** What a turn of the chat would begin with, before anything is said. */
export const sceneOf = ({ words, person, ...own }: OwnScene): Scene => ({
  ...own,
  person,
  relay: noRelay,
  account: { ...own.account, activePersonId: person.id },
  names: words.names,
  token: () => '',
  language: person.language,
  state: newState(own.now),
  event: { kind: 'other' },
  readings: { text: '', greeting: false, skip: false, any: false, work: [], places: [], distress: false, money: false },
})
