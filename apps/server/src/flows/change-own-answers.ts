import type { LanguageLevel } from '@rolecall/contract/language'
import type { HeldField } from '@rolecall/contract/profile'
import type { WorkTimes } from '@rolecall/contract/times'
import {
  type AnswerChange,
  type Answered,
  addHeld,
  changeAlerts,
  changeAnswer,
  changeService,
  type OwnScene,
  sceneOf,
} from '@rolecall/core/conversation/change-answer'
import { changesOf } from '@rolecall/core/conversation/changes'
import { consentEdit } from '@rolecall/core/conversation/consent-edit'
import type { Edit } from '@rolecall/core/conversation/edits'
import { profileEdit } from '@rolecall/core/conversation/go-on'
import { findHeld, withLevel, withoutHeld } from '@rolecall/core/conversation/held-answers'
import { orRegistered } from '@rolecall/core/conversation/register-on-page'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { type Refusal, refuse } from '../refusal.ts'
import { decideAgain } from './parts/decide-again.ts'
import { type OwnDeps, ownScene } from './parts/own-scene.ts'
import { readOwnChat } from './parts/read-own-chat.ts'

type Person = DocumentOf<'people'>

/** What a person changes on their pages: an answer as the chat reads it, or what a form says without words. */
export type OwnChange =
  | { readonly kind: 'answer'; readonly answered: Answered }
  | { readonly kind: 'times'; readonly times: WorkTimes }
  | { readonly kind: 'alerts'; readonly given: boolean }
  | { readonly kind: 'service'; readonly given: boolean }
  | { readonly kind: 'share-contact'; readonly given: boolean; readonly organisationId: string }
  /** What they have besides, in their own words. */
  | { readonly kind: 'add'; readonly text: string }
  /** Taken back where no level is given. */
  | { readonly kind: 'held'; readonly field: HeldField; readonly value: string; readonly level?: LanguageLevel }

/**
 * Changes an answer of a person; what is unclear or not understood changes nothing. The last answer of a registration on
 * pages ends it.
 */
export const changeOwnAnswers = (
  deps: OwnDeps,
  person: Pick<Person, 'id' | 'accountId'>,
  change: OwnChange,
): Promise<AnswerChange | Refusal> =>
  decideAgain<AnswerChange>(deps.store, async () => {
    const chat = await readOwnChat(deps, person, deps.config.phoneNumberId)
    if (chat?.active === undefined) return refuse('not-found')
    const { active } = chat
    const { own, result } = await deps.matcher.withLook((look) => {
      const own = ownScene({ ...deps, look }, chat, active)
      return { own, result: decide(own, change) }
    })
    if (result.outcome !== 'changed') return { changes: [], result }
    const context = { ...chat.context, now: deps.clock.now(), channel: 'web' } as const
    return { changes: changesOf(orRegistered(sceneOf(own), result.edits), context), result }
  })

const decide = (own: OwnScene, change: OwnChange): AnswerChange => {
  switch (change.kind) {
    case 'answer':
      return changeAnswer(own, change.answered)
    case 'times':
      return { outcome: 'changed', edits: [profileEdit(own.person, { times: change.times })] }
    case 'alerts':
      return { outcome: 'changed', edits: changeAlerts(own, change.given) }
    case 'service':
      return { outcome: 'changed', edits: changeService(own, change.given) }
    case 'share-contact':
      return { outcome: 'changed', edits: sharingEdits(own, change) }
    case 'add':
      return addHeld(own, change.text)
    case 'held':
      return { outcome: 'changed', edits: heldEdits(own, change) }
    default:
      return change satisfies never
  }
}

/** What was taken back already, in another tab or in the chat, stays so. */
const heldEdits = (
  { person }: OwnScene,
  { field, value, level }: Extract<OwnChange, { kind: 'held' }>,
): readonly Edit[] => {
  const held = findHeld(person.profile, field, value)
  if (held === undefined) return []
  const profile = level === undefined ? withoutHeld(person.profile, held) : withLevel(person.profile, held, level)
  return profile === undefined ? [] : [profileEdit(person, profile)]
}

/** Only what was asked about before can be answered here: an employer whom the person applied to. */
const sharingEdits = (
  own: OwnScene,
  { given, organisationId }: Extract<OwnChange, { kind: 'share-contact' }>,
): readonly Edit[] => {
  const { consents, id, person } = own
  if (!consents.some((one) => one.organisationId === organisationId)) return []
  const who = { personId: person.id, scope: 'share-contact', organisationId, given } as const
  return [consentEdit({ id, language: person.language }, who)]
}
