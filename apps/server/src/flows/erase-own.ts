import { say, textReply } from '@rolecall/core/conversation/say'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { queueMessage } from '@rolecall/core/notification/queue-message'
import { type Refusal, refuse } from '../refusal.ts'
import type { FlowDeps } from './deps.ts'
import { decideAgain } from './parts/decide-again.ts'
import { erasingChanges } from './parts/erasing.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock' | 'makeId'> & { readonly config: { readonly phoneNumberId: string } }

/** A person asks on their pages to be forgotten. The chat says so too, so that whoever it was not hears of it. */
export const eraseOwn = (
  deps: Deps,
  person: Pick<DocumentOf<'people'>, 'id' | 'accountId' | 'language'>,
): Promise<{ readonly receipt: string; readonly at: number } | Refusal> =>
  decideAgain(deps.store, async (maybeDone) => {
    const { phoneNumberId } = deps.config
    const result = { receipt: person.id, at: deps.clock.now() }
    const changes = await erasingChanges(deps, { person, phoneNumberId, by: 'person' })
    if (changes === undefined) return maybeDone ? { changes: [], result } : refuse('not-found')
    return { changes: [...changes, ...(await goodbye(deps, person))], result }
  })

/** To nobody in particular: the person is not there any more when it leaves. */
const goodbye = async (
  { store, clock, makeId, config }: Deps,
  { id, accountId, language }: Pick<DocumentOf<'people'>, 'id' | 'accountId' | 'language'>,
) => {
  const { items } = await store.find('conversations', { index: 'account', where: [accountId], limit: 20 })
  const [newest] = items.map(({ doc }) => doc).toSorted((a, b) => b.lastInboundAt - a.lastInboundAt)
  const now = clock.now()
  return queueMessage({
    id: makeId('outbox'),
    accountId,
    phoneNumberId: newest?.phoneNumberId ?? config.phoneNumberId,
    message: { reply: textReply(say('bot.deleted', { receipt: id })), language },
    category: 'update',
    dueAt: now,
    order: now,
    now,
  })
}
