import type { Change } from '@rolecall/core/ports/store'
import type { AccountDeps } from './account-deps.ts'
import { mailTask } from './mail-task.ts'

/** Queues a mail to a person, with its one link. Without an address the same work is done and nothing is sent. */
export const personMail = (
  { texts, settings, config, clock }: Pick<AccountDeps, 'texts' | 'settings' | 'config' | 'clock'>,
  mail: {
    readonly to: string | undefined
    readonly language: string
    readonly kind: 'person-email' | 'person-sign-in'
    readonly path: string
  },
): Change => {
  const { kind, to, language, path } = mail
  const values = { operator: settings.current().operator.name }
  const say = (part: string) => texts.say({ key: `mail.${kind}.${part}`, values }, language)
  const text = [say('text'), `${config.publicUrl()}${path}`, say('end')].join('\n\n')
  const subject = say('subject')
  return mailTask(to === undefined ? undefined : { to, subject, text: `${text}\n` }, clock.now())
}
