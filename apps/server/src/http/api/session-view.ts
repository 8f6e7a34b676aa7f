import type { SessionView } from '@rolecall/contract/api/session'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { type Refusal, refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { type Exchange, startSession } from '../session-cookies.ts'
import type { Viewer } from '../viewer.ts'

type User = DocumentOf<'users'>

/** Who is signed in, as the pages read it. */
export const presentViewer = (
  { settings, config }: Pick<AppDeps, 'settings' | 'config'>,
  who: Pick<Viewer, 'user' | 'memberships'> | undefined,
): SessionView => ({
  user: who === undefined ? null : userOf(who.user),
  organisations: (who?.memberships ?? []).map(({ organisation, role }) => ({
    organisationId: organisation.id,
    name: organisation.name,
    role,
    state: organisation.state,
    country: organisation.country,
  })),
  asksWhatMatters: config.mayTilt,
  ...(config.mail ? { signUp: { countries: [...settings.current().operator.countries] } } : {}),
  ...(config.demo ? { demoAccounts: [...config.demoAccounts] } : {}),
})

/** Signs a user in on this browser and answers who they are. */
export const signInAs = async (deps: AppDeps, exchange: Exchange, user: User): Promise<SessionView | Refusal> => {
  if (!(await startSession(deps, exchange, { subject: user.id, surface: 'employer' }))) return refuse('unavailable')
  return presentViewer(deps, { user, memberships: await deps.rights.fresh.memberships(user.id) })
}

const userOf = ({ id, name, email, language }: User) => ({ id, name, email, language })
