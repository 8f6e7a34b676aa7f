/** What a webhook's body says, one event a message, status, preference, error or other change. */
export type InboundEvent = MessageEvent | StatusEvent | TemplateEvent | PreferenceEvent | AccountEvent | UnknownEvent

interface Common {
  /** The same for each delivery of the same thing: what a receiver keeps events apart by. At most 512 characters. */
  readonly key: string
  /** The business number; absent in what concerns the whole account. */
  readonly phoneNumberId: string | undefined
  /** The WhatsApp Business Account; empty where the body does not say. */
  readonly wabaId: string
  /** Epoch milliseconds by Meta's clock, in whole seconds; 0 where the body does not say. */
  readonly at: number
  /** The part of the body that the event was made of, with all that is not understood. */
  readonly raw: unknown
}

/**
 * Who wrote. `userId` (business-scoped, one portfolio) identifies the account; a phone may be absent at any
 * time, and a user name is for display only. With neither id the writer is not known.
 */
export interface Sender {
  readonly userId?: string
  readonly parentUserId?: string
  /** Phone digits; never empty. */
  readonly waId?: string
  readonly username?: string
  readonly profileName?: string
}

export interface MessageEvent extends Common {
  readonly kind: 'message'
  readonly wamid: string
  readonly sender: Sender
  readonly content: Content
  /** The message that this one answers, or whose button was tapped. */
  readonly context?: { readonly id: string }
  readonly groupId?: string
}

export type Content =
  | { readonly type: 'text'; readonly text: string }
  | Reply
  | {
      readonly type: 'location'
      /** WGS 84 degrees. */
      readonly latitude: number
      readonly longitude: number
      readonly name?: string
      readonly address?: string
    }
  | Media
  | {
      readonly type: 'contacts'
      readonly cards: readonly Card[]
      /** Only a card of `contact_request` is the sender's own number; any other proves nothing. */
      readonly origin?: string
    }
  | {
      readonly type: 'reaction'
      readonly wamid: string
      /** Empty: the reaction was taken back. */
      readonly emoji: string
    }
  | { readonly type: 'edit'; readonly wamid: string; readonly content: Content }
  | { readonly type: 'revoke'; readonly wamid: string }
  | SystemChange
  | { readonly type: 'order'; readonly catalogId?: string; readonly text: string; readonly items: readonly OrderItem[] }
  | {
      readonly type: 'flow-reply'
      readonly body?: string
      /** The form's answers, the flow token among them; absent where they are no JSON object. */
      readonly data?: Readonly<Record<string, unknown>>
    }
  /** The person opened the chat and wrote nothing yet. */
  | { readonly type: 'request-welcome' }
  /** Meta itself does not hand this kind of message on. */
  | { readonly type: 'unsupported'; readonly errors: readonly GraphFault[] }
  /** A kind that this version does not know, or a known one without what it needs; see `raw`. */
  | { readonly type: 'unknown'; readonly messageType: string }

/** A tap. Where the title comes from a template's quick reply, `id` is its payload. */
export interface Reply {
  readonly type: 'reply'
  readonly from: 'button' | 'list' | 'template'
  readonly id: string
  readonly title: string
}

export interface Media {
  readonly type: 'media'
  readonly media: 'image' | 'video' | 'audio' | 'document' | 'sticker'
  /** Good for seven days; fetch at once. */
  readonly id: string
  /** As declared, without parameters such as codecs. */
  readonly mimeType?: string
  readonly sha256?: string
  /** Hostile: for display only, never a path. */
  readonly filename?: string
  readonly caption?: string
  /** Recorded in the chat, as against an audio file. */
  readonly voice: boolean
}

export interface Card {
  readonly name?: string
  readonly phones: readonly { readonly phone?: string; readonly waId?: string }[]
}

export interface OrderItem {
  readonly productId?: string
  readonly quantity?: number
  readonly price?: number
  readonly currency?: string
}

/** An account whose ids changed, or whose keys did. New ids are the plain ones; old ones say `previous`. */
export interface SystemChange {
  readonly type: 'system'
  readonly change: 'user_changed_number' | 'user_changed_user_id' | 'customer_identity_changed' | 'other'
  readonly waId?: string
  readonly userId?: string
  readonly parentUserId?: string
  readonly previousWaId?: string
  readonly previousUserId?: string
  readonly previousParentUserId?: string
  readonly body?: string
}

export type MessageState = 'sent' | 'delivered' | 'read' | 'played' | 'failed'

export interface StatusEvent extends Common {
  readonly kind: 'status'
  readonly wamid: string
  readonly state: MessageState
  readonly recipient: Pick<Sender, 'waId' | 'userId' | 'parentUserId'>
  /** What the send carried as `biz_opaque_callback_data`. */
  readonly outboxId?: string
  readonly errors: readonly GraphFault[]
  /** What the message costs is decided by these two, on the first status that has them. */
  readonly pricing?: { readonly category?: string; readonly type?: string }
}

export interface TemplateEvent extends Common {
  readonly kind: 'template-status'
  readonly change: 'status' | 'quality' | 'category'
  readonly name?: string
  readonly language?: string
  readonly category?: string
  /** Of a status: `APPROVED`, `REJECTED`, `PAUSED`, `DISABLED` and others; of a quality: its new score. */
  readonly state?: string
  readonly reason?: string
}

export interface PreferenceEvent extends Common {
  readonly kind: 'user-preferences'
  readonly sender: Sender
  /** `marketing_messages` so far. */
  readonly category?: string
  /** `stop`, `resume` or `signup` so far. */
  readonly value?: string
}

export interface AccountEvent extends Common {
  readonly kind: 'account'
  /** The webhook field: `account_update`, `phone_number_quality_update` and others; `errors` for the number's. */
  readonly field: string
  readonly event?: string
  /** People who may be written to first within 24 hours, where the change says it; -1: no limit. */
  readonly messagingLimit?: number
  readonly errors: readonly GraphFault[]
}

export interface UnknownEvent extends Common {
  readonly kind: 'unknown'
  readonly field: string
}

/** Decide on `code` and `details`; titles are going away. */
export interface GraphFault {
  /** 0 where the body gives none. */
  readonly code: number
  readonly details: string
}
