/** What the simulated world holds, as the control interface shows it. Times are epoch milliseconds. */

export type Tick = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed'

export interface Choice {
  readonly id: string
  readonly title: string
  readonly description?: string
}

/** What a business message offers to press. */
export type Offer =
  | { readonly kind: 'buttons'; readonly buttons: readonly Choice[] }
  | {
      readonly kind: 'list'
      readonly button: string
      readonly sections: readonly { readonly title?: string; readonly rows: readonly Choice[] }[]
    }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  | { readonly kind: 'location' }
  | { readonly kind: 'contact' }

export type MediaKind = 'voice' | 'audio' | 'document' | 'image' | 'sticker'

export type Attachment =
  | { readonly kind: MediaKind; readonly mediaId?: string; readonly link?: string; readonly filename?: string }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number; readonly label?: string }
  | { readonly kind: 'contact'; readonly name: string; readonly phone?: string }

/** A thing that a phone uploaded: its bytes are made from its kind. */
export interface Media {
  readonly id: string
  readonly kind: MediaKind
  readonly uploadedAt: number
}

export interface ChatMessage {
  readonly wamid: string
  /** `person`: written on the phone; `business`: sent by the API; `notice`: about the account, by nobody. */
  readonly from: 'person' | 'business' | 'notice'
  readonly at: number
  /** The type at Meta: `text`, `interactive`, `button`, `template`, `location`, `audio`, … */
  readonly type: string
  readonly text: string
  readonly header?: string
  readonly footer?: string
  readonly template?: string
  readonly offers?: readonly Offer[]
  readonly attachment?: Attachment
  /** Who held the phone, where two people share it. */
  readonly writer?: string
  readonly replyTo?: string
  readonly outboxId?: string
  reaction?: string
  tick: Tick
  error?: { readonly code: number; readonly title: string }
}

/** One WhatsApp account: a phone with one or more people. */
export interface Phone {
  readonly id: string
  /** Who uses it; the first is the profile's name. */
  readonly people: string[]
  /** Digits; absent where the business may not see the number. */
  waId?: string
  /** Business-scoped user id, valid in the portfolio. */
  userId: string
  readonly previousUserIds: string[]
  blocked: boolean
  offline: boolean
  /** When the person last wrote; 0 where never. The 24-hour window counts from here. */
  lastInboundAt: number
  /** When the typing dots end. */
  typingUntil: number
  readonly messages: ChatMessage[]
}

export interface Template {
  readonly id: string
  readonly name: string
  readonly language: string
  readonly category: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION'
  readonly parameterFormat: 'NAMED' | 'POSITIONAL'
  status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'PAUSED' | 'DISABLED'
  readonly components: readonly TemplateComponent[]
}

export interface TemplateComponent {
  readonly type: 'HEADER' | 'BODY' | 'FOOTER' | 'BUTTONS'
  readonly format?: string | undefined
  readonly text?: string | undefined
  readonly buttons?: readonly TemplateButton[] | undefined
  readonly example?: unknown
}

export interface TemplateButton {
  readonly type: 'QUICK_REPLY' | 'URL' | 'PHONE_NUMBER' | 'REQUEST_CONTACT_INFO'
  readonly text?: string | undefined
  readonly url?: string | undefined
  readonly phone_number?: string | undefined
  readonly example?: unknown
}

/** A mail that the server handed over; none leaves. */
export interface Mail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly at: number
}

/** Each request to `/messages` that carried a message and was accepted; tests count these per outbox id. */
export interface Send {
  readonly wamid: string
  readonly outboxId: string | null
  readonly to: string
  readonly type: string
  readonly at: number
  /** True once it stands on a phone (or would, on a phone that is not shown). */
  visible: boolean
}

/** What one request to `/messages` may meet. The three numbers that follow an acceptance come as a failed status. */
export const faultKinds = [
  'hang',
  'hang-after-accepting',
  'reset-after-accepting',
  '500',
  '131056',
  '130429',
  '131047',
  '131049',
  '131026',
] as const
export type FaultKind = (typeof faultKinds)[number]

export interface Settings {
  /** Each webhook is sent twice. */
  duplicate: boolean
  /** Each webhook waits for the next one and leaves after it. */
  reorder: boolean
  /** Several events in one webhook. */
  batch: boolean
  /** Each webhook leaves this much later. */
  delayMs: number
  /** All of the Graph API answers 503. */
  down: boolean
  /** A free-form message after 24 hours is refused at once, not by a failed status. */
  windowSync: boolean
  /** Numbers without a phone here are on WhatsApp all the same. */
  strangersReachable: boolean
  deliverAfterMs: number
  /** Null: nothing is read until it is said so. */
  readAfterMs: number | null
  templateDecision: 'APPROVED' | 'REJECTED'
  templateDelayMs: number
  /** The next sends meet these, in order. */
  next: { readonly kind: FaultKind; readonly count: number }[]
  /** The share of sends, 0 to 1, that meets a fault. */
  rates: { [kind in FaultKind]?: number }
}

export interface WebhookLogEntry {
  readonly id: number
  readonly at: number
  readonly summary: string
  readonly attempts: number
  /** HTTP status of the last attempt, 0 where there was no answer. */
  readonly status: number
  readonly outcome: 'waiting' | 'accepted' | 'retrying' | 'dropped'
  readonly body: string
}
