import type { Mail, Mailer } from '@rolecall/core/ports/mail'

/** Keeps what it is given, newest last: for tests. */
export const memoryMailer = (): Mailer & { readonly sent: readonly Mail[] } => {
  const sent: Mail[] = []
  return {
    sent,
    send: async (mail) => {
      const [local, domain, ...rest] = mail.to.split('@')
      if (!local || !domain || rest.length > 0 || /\s/.test(mail.to)) return { outcome: 'refused', error: 'address' }
      if (!sent.some(({ id }) => id === mail.id)) sent.push(mail)
      return { outcome: 'sent' }
    },
  }
}
