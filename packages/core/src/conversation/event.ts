/** What a person did in the chat. A reaction is the only one that may go without a reply. */
export type ConversationEvent = (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tap'; readonly id: string; readonly title: string }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number; readonly name?: string }
  | {
      readonly kind: 'media'
      readonly media: 'audio' | 'image' | 'video' | 'document' | 'sticker'
      readonly mediaId?: string
    }
  | { readonly kind: 'contacts' }
  | { readonly kind: 'reaction' }
  | { readonly kind: 'other' }
) & { readonly replyTo?: string }
