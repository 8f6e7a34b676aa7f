import { type Applying, applyingOf, applyOnPage, sayHeldOnPage } from '@rolecall/core/conversation/apply-on-page'
import type { OwnScene } from '@rolecall/core/conversation/change-answer'
import { changesOf } from '@rolecall/core/conversation/changes'
import type { Edit } from '@rolecall/core/conversation/edits'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { type Refusal, refuse } from '../refusal.ts'
import { type Decided, decideAgain } from './parts/decide-again.ts'
import { type OwnDeps, ownScene } from './parts/own-scene.ts'
import type { Chat } from './parts/read-chat.ts'
import { readOwnChat } from './parts/read-own-chat.ts'

type Person = Pick<DocumentOf<'people'>, 'id' | 'accountId'>
type Outcome =
  | { readonly outcome: 'applied' | 'held' | 'over' }
  | { readonly outcome: 'missing'; readonly questions: readonly string[] }

/** What stands before an application of this person; undefined for who is not registered to the end. */
export const readApplying = async (deps: OwnDeps, person: Person, jobId: string): Promise<Applying | undefined> => {
  const chat = await readOwnChat(deps, person, deps.config.phoneNumberId)
  if (chat?.active === undefined || chat.active.state === 'registering') return undefined
  const { active } = chat
  return deps.matcher.withLook((look) => applyingOf(ownScene({ ...deps, look }, chat, active), jobId))
}

/** A person applies on their pages, as in the chat. One that stands already stays as it is. */
export const applyOnWeb = (
  deps: OwnDeps,
  person: Person,
  asked: { readonly jobId: string; readonly answers: ReadonlyMap<string, string> },
): Promise<Outcome | Refusal> =>
  withOwn<Outcome>(deps, person, (chat, own) => {
    const applied = applyOnPage(own, asked)
    if (applied.outcome !== 'applied') return { changes: [], result: applied }
    return { changes: changesFrom(deps, chat, applied.edits), result: { outcome: 'applied' } }
  })

/** `I have it`, of the one must that is missed: the profile says so from now on. */
export const sayHeldOnWeb = (deps: OwnDeps, person: Person, jobId: string): Promise<Outcome | Refusal> =>
  withOwn<Outcome>(deps, person, (chat, own) => ({
    changes: changesFrom(deps, chat, sayHeldOnPage(own, jobId)),
    result: { outcome: 'held' },
  }))

const withOwn = <T>(
  deps: OwnDeps,
  person: Person,
  decide: (chat: Chat, own: OwnScene) => Decided<T>,
): Promise<T | Refusal> =>
  decideAgain<T>(deps.store, async () => {
    const chat = await readOwnChat(deps, person, deps.config.phoneNumberId)
    if (chat?.active === undefined || chat.active.state === 'registering') return refuse('not-found')
    const { active } = chat
    return deps.matcher.withLook((look) => decide(chat, ownScene({ ...deps, look }, chat, active)))
  })

const changesFrom = ({ clock }: OwnDeps, { context }: Chat, edits: readonly Edit[]) =>
  edits.length === 0 ? [] : changesOf(edits, { ...context, now: clock.now(), channel: 'web' })
