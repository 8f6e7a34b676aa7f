/**
 * The way out to people on WhatsApp: what the rules ask to be sent, and what came of it.
 * The limits of titles and bodies are the renderer's affair; see `render` in the whatsapp package
 * for what it clips and what it refuses.
 */

/** A choice of at most 20 characters; `id` (at most 256) comes back when it is tapped. */
export interface Button {
  readonly id: string
  readonly title: string
}

/** A row of a list, made from data: title and description are clipped to 24 and 72 characters. */
export interface Row {
  readonly id: string
  readonly title: string
  readonly description?: string
}

/** Rows under a heading; a heading is needed where there is more than one section. */
export interface Section {
  readonly title?: string
  readonly rows: readonly Row[]
}

/** A message as the flow leaves it once its text is in the reader's language. */
export type OutgoingMessage =
  | { readonly type: 'text'; readonly body: string }
  | {
      readonly type: 'buttons'
      readonly body: string
      readonly footer?: string
      /** One to three. */
      readonly buttons: readonly Button[]
    }
  | {
      readonly type: 'list'
      readonly body: string
      readonly footer?: string
      /** Label of the button that opens the list, at most 20 characters. */
      readonly button: string
      /** One to ten rows over all sections. */
      readonly sections: readonly Section[]
    }
  | { readonly type: 'location-request'; readonly body: string }
  | { readonly type: 'link'; readonly body: string; readonly label: string; readonly url: string }
  | {
      readonly type: 'template'
      readonly name: string
      /** Meta's language code of an approved template: `en`, `es`, `es_MX`. */
      readonly language: string
      readonly parameters: readonly { readonly name: string; readonly value: string }[]
      /** What a tap on the template's quick reply at `index` (from 0) sends back. */
      readonly buttons?: readonly { readonly index: number; readonly payload: string }[]
      /** What completes the template's link, which is its button at `index`. */
      readonly urlSuffix?: { readonly index: number; readonly value: string }
    }

/** At least one of the two. The phone number wins where both are known, as at Meta. */
export interface Recipient {
  /** Phone digits as WhatsApp gives them, never rewritten by national rules. */
  readonly waId?: string
  /** Business-scoped user id, `CC.` and up to 128 letters and digits; valid within one portfolio. */
  readonly userId?: string
}

/** What a refused message asks of the sender. */
export type SendReaction =
  /** Transient, or the number's rate: the same message again after a while. */
  | 'retry-later'
  /** Too fast for this person; others are not touched. */
  | 'retry-this-person-later'
  /** Not within 24 hours: trying sooner makes it worse. */
  | 'wait-a-day'
  /** More than 24 hours since the person wrote: only a template is let through. */
  | 'use-template'
  /** This person cannot be reached in this way. */
  | 'give-up-on-person'
  /** The person stopped marketing from this business: record it, never retry. */
  | 'person-opted-out'
  /** This template may not be sent as it stands: switch it off. */
  | 'template-off'
  /** Nothing can be sent until the operator acts. */
  | 'stop-all'
  /** The request is malformed: ours to mend, never to retry. */
  | 'bug'

export interface Refusal {
  readonly outcome: 'refused'
  readonly reaction: SendReaction
  /** Wait at least this long, in milliseconds. */
  readonly retryAfterMs?: number
  /** Meta's error code; 0 stands for an answer without one, or for no answer at all. */
  readonly code: number
  /** For the operator's eyes. May quote a phone number: not for logs. */
  readonly details: string
}

/**
 * `accepted`: Meta has taken it over; delivery is what the status webhooks say.
 * `unknown`: the request may have arrived and its answer was lost. Meta knows no idempotency key, so it
 * is not sent again; the status webhook that carries the outbox id settles it. Its `fault` is a word for logs, nobody's data.
 */
export type SendResult =
  | { readonly outcome: 'accepted'; readonly wamid: string; readonly waId?: string; readonly userId?: string }
  | Refusal
  | Unknown

export type Unknown = { readonly outcome: 'unknown'; readonly fault: string }

/** Marking as read is a courtesy: a failure is told, and changes nothing. */
export type ReadResult = { readonly outcome: 'marked' } | Refusal | Unknown

/**
 * `gone`: expired (seven days after the webhook) or deleted. `too-large` and `not-allowed`: over WhatsApp's
 * own limits, or not of a kind that it carries; `not-allowed` also where the bytes are not what they say.
 * `damaged`: twice not the bytes that the checksum promises.
 */
export type MediaResult =
  | {
      readonly outcome: 'fetched'
      readonly bytes: Uint8Array
      /** From the bytes, not from what the sender says. */
      readonly mimeType: string
      /** Lower-case hex of the bytes. */
      readonly sha256: string
    }
  | { readonly outcome: 'gone' | 'too-large' | 'not-allowed' | 'damaged' }
  | Refusal

export interface Messenger {
  /**
   * Sends one message from the business number `from` (its phone number id).
   * `outboxId` (at most 512 characters) comes back with each status of the message.
   * A message that breaks a limit which no data can break does not leave: it is refused as a `bug`.
   */
  send(from: string, to: Recipient, message: OutgoingMessage, outboxId: string): Promise<SendResult>
  /** Two ticks turn blue; with `typing`, dots show until the reply or for 25 seconds. */
  markRead(phoneNumberId: string, wamid: string, typing: boolean): Promise<ReadResult>
  /** The bytes of what a person sent, whole in memory (at most 100 MB, a document). */
  fetchMedia(phoneNumberId: string, mediaId: string): Promise<MediaResult>
}
