/** `id` stays the same when the mail is sent again, so that the reader's program shows it once. */
export type Mail = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** An address that ends such mails by a POST without more (RFC 8058), and by a page for who opens it. */
  readonly stopUrl?: string
}

/**
 * `refused`: this mail will never be taken, for its address or its content. `failed`: another try may do.
 * `error`: a code, and what an operator can do where that is known, without address or text of a mail.
 */
export type MailOutcome =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'failed'; readonly error: string }

/** Hands mails to whoever brings them. Every call resolves within 30 s and never throws. */
export interface Mailer {
  send(mail: Mail): Promise<MailOutcome>
}
