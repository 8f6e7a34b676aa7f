import type { Change } from '@rolecall/core/ports/store'
import type { AccountDeps } from './account-deps.ts'
import { mailTask } from './mail-task.ts'

type Kind = 'sign-up' | 'known' | 'password' | 'password-changed' | 'invitation'

/** Queues a mail to a user or to whoever may become one. `path`: the page that its one link leads to. */
export const accountMail = (
  { texts, settings, config, clock }: Pick<AccountDeps, 'texts' | 'settings' | 'config' | 'clock'>,
  mail: {
    readonly to: string
    readonly language: string
    readonly kind: Kind
    readonly path: string
    readonly values?: Readonly<Record<string, string>>
  },
): Change => {
  const { kind, to, language, path } = mail
  const values = { operator: settings.current().operator.name, ...mail.values }
  const say = (part: string) => texts.say({ key: `mail.${kind}.${part}`, values }, language)
  // The link stands on a line of its own, so that nothing of a sentence is taken for a part of it.
  const text = [say('text'), `${config.publicUrl()}/employer/${path}`, say('end')].join('\n\n')
  return mailTask({ to, subject: say('subject'), text: `${text}\n` }, clock.now())
}
