import type { OwnScene } from '@rolecall/core/conversation/change-answer'
import type { Look } from '@rolecall/core/conversation/look'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Matcher } from '../../matcher/matcher.ts'
import type { FlowDeps } from '../deps.ts'
import type { Chat } from './read-chat.ts'

/** What the flows of a person's own pages run on. */
export type OwnDeps = Pick<FlowDeps, 'store' | 'clock' | 'makeId' | 'words' | 'texts' | 'settings'> & {
  readonly matcher: Pick<Matcher, 'withLook'>
  readonly config: {
    readonly phoneNumberId: string
    readonly publicUrl: () => string
  }
}

/** What a decision looks things up in, beside. */
type Looking = OwnDeps & { readonly look: Look }

/** A person on their own pages, as the rules of the chat see them. */
export const ownScene = (
  deps: Looking,
  { context }: Pick<Chat, 'context'>,
  person: DocumentOf<'people'>,
): OwnScene => ({
  ...surroundings(deps, context.account.doc),
  person,
  people: context.people.map(({ doc }) => doc),
  applications: context.applications.map(({ doc }) => doc),
  interests: context.interests.map(({ doc }) => doc),
  consents: context.consents.map(({ doc }) => doc),
})

/** The same before there is a person. */
export const surroundings = (deps: Looking, account: DocumentOf<'accounts'>): Omit<OwnScene, 'person'> => ({
  words: deps.words,
  account,
  people: [],
  applications: [],
  interests: [],
  consents: [],
  look: deps.look,
  operator: { ...deps.settings.current().operator, languages: deps.texts.languages, webUrl: deps.config.publicUrl() },
  now: deps.clock.now(),
  id: deps.makeId,
})
