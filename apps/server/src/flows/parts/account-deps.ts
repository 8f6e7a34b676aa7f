import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'
import type { SessionDeps } from '../../access/sessions.ts'
import type { Limits } from '../../limits/limits.ts'
import type { CurrentSettings } from '../../settings/settings.ts'
import type { Texts } from '../../texts.ts'
import type { Passwords } from './passwords.ts'

/** What the flows of users' accounts run on. */
export type AccountDeps = SessionDeps & {
  readonly passwords: Passwords
  readonly limits: Limits
  readonly texts: Texts
  readonly settings: CurrentSettings
  readonly config: {
    /** Origin that people open, without a slash at the end. */
    readonly publicUrl: () => string
    /** Whether mails leave; without them nobody can sign up. */
    readonly mail: boolean
  }
}

export const findUser = async (
  { store }: Pick<AccountDeps, 'store'>,
  email: string,
): Promise<Stored<DocumentOf<'users'>> | undefined> =>
  (await store.find('users', { index: 'email', where: [email.toLowerCase()], limit: 1 })).items[0]
