import type { WorkTimes } from '@rolecall/contract/times'
import {
  type AnswerChange,
  type Answered,
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
import { clearLicences } from '@rolecall/core/conversation/profile-answers'
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
  | { readonly kind: 'no-licences' }

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
    const { own, result } = await deps.matcher.withMatches((look) => {
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
    case 'no-licences':
      return { outcome: 'changed', edits: clearLicences(own.person).edits ?? [] }
    default:
      return change satisfies never
  }
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
