import { changesOf } from '@rolecall/core/conversation/changes'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { type Refusal, refuse } from '../refusal.ts'
import type { FlowDeps } from './deps.ts'
import { decideAgain } from './parts/decide-again.ts'
import { readOwnChat } from './parts/read-own-chat.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock'> & { readonly config: { readonly phoneNumberId: string } }

/** A person takes an application of theirs back, as in the chat. One that has ended stays as it is; another's is not found. */
export const withdrawApplication = (
  deps: Deps,
  person: Pick<DocumentOf<'people'>, 'id' | 'accountId'>,
  applicationId: string,
): Promise<'withdrawn' | Refusal> =>
  decideAgain(deps.store, async () => {
    const chat = await readOwnChat(deps, person, deps.config.phoneNumberId)
    const application = chat?.context.applications.find(({ doc }) => doc.id === applicationId)
    if (chat === undefined || application === undefined) return refuse('not-found')
    const context = { ...chat.context, now: deps.clock.now() }
    const changes = changesOf([{ kind: 'withdraw', applicationId }], context)
    return { changes: changes.filter(({ collection }) => collection === 'applications'), result: 'withdrawn' }
  })
