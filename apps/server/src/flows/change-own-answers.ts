import type { WorkTimes } from '@rolecall/contract/times'
import {
  type AnswerChange,
  type Answered,
  changeAlerts,
  changeAnswer,
  type OwnScene,
} from '@rolecall/core/conversation/change-answer'
import { changesOf } from '@rolecall/core/conversation/changes'
import { profileEdit } from '@rolecall/core/conversation/go-on'
import { clearLicences } from '@rolecall/core/conversation/profile-answers'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { type Refusal, refuse } from '../refusal.ts'
import type { FlowDeps } from './deps.ts'
import { decideAgain } from './parts/decide-again.ts'
import type { Chat } from './parts/read-chat.ts'
import { readOwnChat } from './parts/read-own-chat.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock' | 'makeId' | 'look' | 'words' | 'texts'> & {
  readonly config: {
    readonly phoneNumberId: string
    readonly operator: { readonly name: string; readonly countries: readonly string[] }
    readonly publicUrl: () => string
  }
}
type Person = DocumentOf<'people'>

/** What a person changes on their pages: an answer as the chat reads it, or what a form says without words. */
export type OwnChange =
  | { readonly kind: 'answer'; readonly answered: Answered }
  | { readonly kind: 'times'; readonly times: WorkTimes }
  | { readonly kind: 'alerts'; readonly given: boolean }
  | { readonly kind: 'no-licences' }

/** Changes an answer of a person; what is unclear or not understood changes nothing. */
export const changeOwnAnswers = (
  deps: Deps,
  person: Pick<Person, 'id' | 'accountId'>,
  change: OwnChange,
): Promise<AnswerChange | Refusal> =>
  decideAgain<AnswerChange>(deps.store, async () => {
    const chat = await readOwnChat(deps, person, deps.config.phoneNumberId)
    if (chat?.active === undefined) return refuse('not-found')
    const result = decide(ownScene(deps, chat, chat.active), change)
    if (result.outcome !== 'changed') return { changes: [], result }
    const context = { ...chat.context, now: deps.clock.now(), channel: 'web' } as const
    return { changes: changesOf(result.edits, context), result }
  })

const decide = (own: OwnScene, change: OwnChange): AnswerChange => {
  switch (change.kind) {
    case 'answer':
      return changeAnswer(own, change.answered)
    case 'times':
      return { outcome: 'changed', edits: [profileEdit(own.person, { times: change.times })] }
    case 'alerts':
      return { outcome: 'changed', edits: changeAlerts(own, change.given) }
    case 'no-licences':
      return { outcome: 'changed', edits: clearLicences(own.person).edits ?? [] }
    default:
      return change satisfies never
  }
}

const ownScene = (deps: Deps, { context }: Chat, person: Person): OwnScene => {
  const { operator, publicUrl } = deps.config
  return {
    person,
    words: deps.words,
    account: context.account.doc,
    people: context.people.map(({ doc }) => doc),
    applications: context.applications.map(({ doc }) => doc),
    interests: context.interests.map(({ doc }) => doc),
    look: deps.look,
    operator: { ...operator, languages: deps.texts.languages, webUrl: publicUrl() },
    now: deps.clock.now(),
    id: deps.makeId,
  }
}
