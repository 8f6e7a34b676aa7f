import type { Relay } from '../messages/thread.ts'
import type { DocumentOf } from '../model/collections.ts'
import type { Edit } from './edits.ts'
import type { ConversationEvent } from './event.ts'
import type { Look } from './look.ts'
import { nextQuestion, type Question, questionOf } from './questionnaire.ts'
import type { Readings } from './reading/readings.ts'
import type { Phrase, Reply } from './reply.ts'
import type { ConversationState, Mode } from './state.ts'

export type Person = DocumentOf<'people'>

export type Operator = {
  readonly name: string
  /** BCP 47 tags of the catalogues on offer, the operator's first. */
  readonly languages: readonly string[]
  /** ISO 3166-1 alpha-2, likeliest first. */
  readonly countries: readonly string[]
  readonly webUrl: string
  /** IANA zone of the operator's people; UTC when absent. */
  readonly timeZone?: string
  /** Within how many hours someone answers a case; absent: by 17:00 of a working day. */
  readonly answerHours?: number | undefined
  /** Where else help is near, in the operator's own words: numbers to call. */
  readonly localHelp?: string | undefined
}

/** One moment of a chat: what stands, what was said, what can be looked up. `person`: who writes, once they consented. */
export type Scene = {
  readonly state: ConversationState
  readonly event: ConversationEvent
  readonly readings: Readings
  readonly account: Pick<DocumentOf<'accounts'>, 'id' | 'personIds' | 'activePersonId' | 'state'>
  readonly people: readonly Person[]
  readonly person: Person | undefined
  /** Those of the person. */
  readonly applications: readonly DocumentOf<'applications'>[]
  readonly interests: readonly DocumentOf<'interests'>[]
  /** Those of the person, oldest first. */
  readonly consents: readonly DocumentOf<'consents'>[]
  readonly relay: Relay
  /** The case of this chat that is not closed, and the name of whoever has it. */
  readonly openCase?: DocumentOf<'cases'> | undefined
  readonly agent?: string | undefined
  readonly look: Look
  readonly operator: Operator
  /** Epoch ms. */
  readonly now: number
  readonly id: (collection: 'people' | 'consents' | 'applications' | 'matchLists' | 'messages' | 'cases') => string
  /** 256 random bits, base64url: for a link that is good once. */
  readonly token: () => string
  /** Each language in its own words, by its tag. */
  readonly names: Readonly<Record<string, string>>
  /** Of the replies, as far as it was chosen or guessed before this turn. */
  readonly language: string
}

/**
 * What a turn comes to. Without `replies` the present question is asked (again), with `before` in front of it.
 * Without `mode` the chat stays where it is.
 */
export type Turn = {
  readonly before?: readonly Phrase[]
  readonly replies?: readonly Reply[]
  readonly edits?: readonly Edit[]
  readonly mode?: Mode
  readonly set?: Partial<Pick<ConversationState, 'strikes' | 'page' | 'alertsAsked' | 'skipped' | 'language'>> & {
    readonly jobId?: string | undefined
    readonly jobCode?: string | undefined
    readonly newcomer?: ConversationState['newcomer'] | undefined
    readonly source?: undefined
    readonly link?: undefined
  }
}

/** The scene as it is after a turn, for what comes next within the same turn. */
export const afterTurn = (scene: Scene, turn: Turn): Scene => {
  const edited = (turn.edits ?? []).reduce(withEdit, scene)
  const set = turn.set ?? {}
  const strikes = set.strikes ?? (turn.mode === undefined ? scene.state.strikes : 0)
  const state = withoutUndefined({ ...scene.state, ...set, strikes, mode: turn.mode ?? scene.state.mode })
  const person =
    state.newcomer === undefined ? edited.people.find(({ id }) => id === edited.account.activePersonId) : undefined
  return { ...edited, state, person, language: languageOf(state, person, scene.operator) }
}

type Loose = Omit<ConversationState, 'jobCode' | 'newcomer' | 'jobId' | 'source' | 'link'> & {
  readonly jobCode?: string | undefined
  readonly newcomer?: ConversationState['newcomer'] | undefined
  readonly jobId?: string | undefined
  readonly source?: string | undefined
  readonly link?: ConversationState['link'] | undefined
}

/** A key that was set to undefined is taken away. */
const withoutUndefined = ({ jobCode, newcomer, jobId, source, link, ...state }: Loose): ConversationState => ({
  ...state,
  ...(jobCode === undefined ? {} : { jobCode }),
  ...(newcomer === undefined ? {} : { newcomer }),
  ...(jobId === undefined ? {} : { jobId }),
  ...(source === undefined ? {} : { source }),
  ...(link === undefined ? {} : { link }),
})

const withEdit = (scene: Scene, edit: Edit): Scene => {
  switch (edit.kind) {
    case 'create-person': {
      const personIds = [...scene.account.personIds, edit.person.id]
      const account = { ...scene.account, personIds, activePersonId: edit.person.id }
      return { ...scene, account, people: [...scene.people, edit.person] }
    }
    case 'update-person':
      return {
        ...scene,
        people: scene.people.map((person) => (person.id === edit.personId ? updatedPerson(person, edit) : person)),
      }
    case 'switch-person':
      return { ...scene, account: { ...scene.account, activePersonId: edit.personId } }
    case 'delete-person': {
      const personIds = scene.account.personIds.filter((id) => id !== edit.personId)
      const { activePersonId: _gone, ...account } = scene.account
      const next = personIds[0]
      return {
        ...scene,
        account: { ...account, personIds, ...(next === undefined ? {} : { activePersonId: next }) },
        people: scene.people.filter(({ id }) => id !== edit.personId),
      }
    }
    default:
      return scene
  }
}

export const updatedPerson = (person: Person, edit: Extract<Edit, { kind: 'update-person' }>): Person => ({
  ...person,
  ...(edit.name === undefined ? {} : { name: edit.name }),
  ...(edit.language === undefined ? {} : { language: edit.language }),
  ...(edit.timeZone === undefined ? {} : { timeZone: edit.timeZone }),
  ...(edit.state === undefined ? {} : { state: edit.state }),
  ...(edit.alerts === undefined ? {} : { alerts: edit.alerts }),
  profile: { ...person.profile, ...edit.profile },
})

export const languageOf = (state: ConversationState, person: Person | undefined, operator: Operator): string =>
  person?.language ?? state.language ?? state.guessed ?? operator.languages[0] ?? 'en'

/** The question that a registration stands at; undefined where the person is registered. */
export const stepOf = ({ state, person, operator }: Scene): Question | undefined => {
  if (person !== undefined) return person.state === 'registering' ? nextQuestion(person, state.skipped) : undefined
  return questionOf(operator.languages.length > 1 && state.language === undefined ? 'language' : 'consent')
}

/** Where a chat goes on once what it was about is done. */
export const homeOf = (scene: Scene): Mode => {
  const step = stepOf(scene)
  return step === undefined ? { kind: 'idle' } : { kind: 'asking', question: step.id, editing: false }
}

/** The option that was meant: tapped, numbered, typed, or a plain yes or no where one is on offer. */
export const chosen = ({ readings, state }: Scene): string | undefined => {
  if (readings.choice !== undefined) return readings.choice
  if (readings.yesNo === undefined) return undefined
  return state.options.find(({ id }) => id.endsWith(`.${readings.yesNo}`))?.id
}

/** A turn with more edits before its own. */
export const withEdits = (edits: readonly Edit[], turn: Turn): Turn => ({
  ...turn,
  edits: [...edits, ...(turn.edits ?? [])],
})
