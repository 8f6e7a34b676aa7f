import type { Mail, Mailer, MailOutcome } from '@rolecall/core/ports/mail'
import { createTransport } from 'nodemailer'

export type SmtpOptions = {
  /** `smtp://user:password@host:port`, or `smtps://` where TLS begins with the first byte. */
  readonly url: string
  /** What stands in `From`: `Rolecall <jobs@example.org>`. */
  readonly from: string
  /** For each step of a delivery. */
  readonly timeoutMs?: number
}

/** Hands mails to an SMTP server; where that offers STARTTLS, the connection is encrypted. */
export const openSmtp = ({ url, from, timeoutMs = 7000 }: SmtpOptions): Mailer => {
  const transport = createTransport({
    ...partsOf(url),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([\w.-]+)>?$/.exec(from)?.[1] ?? 'localhost'
  return {
    send: async (mail: Mail): Promise<MailOutcome> => {
      const { to, subject, text, html, stopUrl } = mail
      try {
        await transport.sendMail({
          from,
          // As an object, so that a comma or a bracket in it never names a second reader.
          to: { name: '', address: to },
          subject,
          text,
          ...(html === undefined ? {} : { html }),
          messageId: `<${mail.id.replace(/[^\w.-]/g, '-')}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated', ...stopHeaders(stopUrl) },
        })
        return { outcome: 'sent' }
      } catch (error) {
        return outcomeOf(error)
      }
    },
  }
}

/** RFC 2369 and RFC 8058. */
const stopHeaders = (url: string | undefined): Record<string, string> =>
  url === undefined ? {} : { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }

const partsOf = (text: string) => {
  const url = new URL(text)
  const secure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
  }
}

/** Servers repeat addresses in what they answer, so only the numbers are kept. */
const outcomeOf = (error: unknown): MailOutcome => {
  const { responseCode, code } = error as { readonly responseCode?: number; readonly code?: string }
  const refused = code === 'EENVELOPE' || code === 'EMESSAGE'
  const permanent = responseCode === undefined || responseCode >= 500
  return {
    outcome: refused && permanent ? 'refused' : 'failed',
    error: `smtp ${code ?? 'error'}${responseCode === undefined ? '' : ` ${responseCode}`}`,
  }
}
