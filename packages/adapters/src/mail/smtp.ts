import { isIP } from 'node:net'
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

/**
 * Hands mails to an SMTP server, by TLS with a certificate that is trusted. On this very machine STARTTLS is taken where it is
 * offered; a server elsewhere that does not offer it gets neither the password nor a mail.
 */
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
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !isLoopback(host),
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/** `originalCode`: of the socket or of TLS, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`. */
type SmtpError = {
  readonly responseCode?: number
  readonly code?: string
  readonly originalCode?: string
  readonly message?: string
}

/** Servers repeat addresses in what they answer, so only the numbers are kept. */
const outcomeOf = (error: unknown): MailOutcome => {
  const smtpError = error as SmtpError
  const { responseCode, code, originalCode } = smtpError
  const refused = code === 'EENVELOPE' || code === 'EMESSAGE'
  const permanent = responseCode === undefined || responseCode >= 500
  return {
    outcome: refused && permanent ? 'refused' : 'failed',
    error: `smtp ${originalCode ?? code ?? 'error'}${responseCode === undefined ? '' : ` ${responseCode}`}${mendOf(smtpError)}`,
  }
}

/** What an operator can do. Each fault of a certificate has a code of its own; only the messages have a word in common. */
const mendOf = ({ responseCode, code, message = '' }: SmtpError): string => {
  if (code !== 'ETLS' && code !== 'ESOCKET') return ''
  if (responseCode !== undefined) return `: ${noStartTls}`
  return /certificate/i.test(message) ? `: ${untrusted}` : ''
}

const noStartTls =
  'the mail server takes no STARTTLS, and nothing is sent unencrypted; give smtps:// in SMTP_URL if TLS begins with the first byte (often on port 465)'
const untrusted =
  'the certificate of the mail server is not trusted; it must be in date, name the host of SMTP_URL and come from a known authority; set NODE_EXTRA_CA_CERTS to the file (PEM) of an authority of your own'
