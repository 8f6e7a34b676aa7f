import { changesOf } from '@rolecall/core/conversation/changes'
import { agreeOnPage } from '@rolecall/core/conversation/register-on-page'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { addressKey } from '../limits/address.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { FlowDeps } from './deps.ts'
import { decideAgain } from './parts/decide-again.ts'
import { type OwnDeps, surroundings } from './parts/own-scene.ts'

/** Registrations that one address may begin: people of a library or a job centre share one. */
const registrations = 30
const registrationMinutes = 60

/**
 * A person agrees on a page: they and an account without WhatsApp are made, with the consent on record. Their answers follow
 * as changes of their own. The result is the person's id.
 */
export const createRegisterOnWeb = (
  deps: OwnDeps & Pick<FlowDeps, 'limits'>,
): ((given: { readonly language: string; readonly address: string }) => Promise<string | Refusal>) => {
  const limit = deps.limits.of('register-on-web', registrations, registrationMinutes)
  return async ({ language, address }) => {
    const limited = await limit.take(addressKey(address))
    if (limited !== undefined) return limited
    const doc = newAccount(deps)
    const edits = await deps.matcher.withLook((look) =>
      agreeOnPage(surroundings({ ...deps, look }, doc), { language, source: 'web' }),
    )
    const created = edits.flatMap((edit) => (edit.kind === 'create-person' ? [edit.person.id] : []))[0]
    if (created === undefined) return refuse('unavailable')
    return decideAgain(deps.store, async (maybeDone) => {
      if (maybeDone && (await deps.store.get('people', created)) !== undefined) return { changes: [], result: created }
      const account = { expected: 'absent', doc } as const
      return { changes: changesOf(edits, { ...nothing, account, now: doc.createdAt, channel: 'web' }), result: created }
    })
  }
}

const nothing = { people: [], applications: [], interests: [], consents: [] }

/** Of no portfolio of WhatsApp's: nothing is ever sent to it. */
const newAccount = ({ makeId, clock }: OwnDeps): DocumentOf<'accounts'> => ({
  id: makeId('accounts'),
  portfolioId: 'web',
  previousUserIds: [],
  personIds: [],
  state: 'active',
  createdAt: clock.now(),
  lastInboundAt: clock.now(),
})
