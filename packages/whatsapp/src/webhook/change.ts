import { contentOf, faultsOf } from './content.ts'
import type { InboundEvent, MessageState, StatusEvent, TemplateEvent } from './event.ts'
import { changeKey, messageKey, statusKey } from './event-key.ts'
import { limitOf } from './messaging-limit.ts'
import { id, type Json, list, present, record, text, time } from './narrow.ts'
import { senderOf, senderOfPreference } from './sender.ts'

/** Where an event stands in the body. */
export interface Place {
  readonly wabaId: string
  readonly field: string
  readonly phoneNumberId: string | undefined
  /** Of the entry; 0 where it has none, as with messages. */
  readonly at: number
}

type Common = Pick<InboundEvent, 'phoneNumberId' | 'wabaId' | 'at' | 'raw'>

/** Every message, status and error of one change, or the change itself where it is of another field. */
export function eventsOfChange(place: Place, change: Json): InboundEvent[] {
  const value = record(change.value)
  if (value === undefined) return [unknown(place, change)]
  switch (place.field) {
    case 'messages':
      return ofMessages(place, value, change)
    case 'user_preferences':
      return ofPreferences(place, value, change)
    case 'message_template_status_update':
      return [template(place, change, 'status', { state: text(value.event), reason: text(value.reason) })]
    case 'message_template_quality_update':
      return [template(place, change, 'quality', { state: text(value.new_quality_score) })]
    case 'template_category_update':
      return [template(place, change, 'category', { category: text(value.new_category) })]
    default:
      return [accountFields.has(place.field) ? account(place, change, value) : unknown(place, change)]
  }
}

/** Anything that is not understood: kept, told apart by its hash. */
export function unknown(place: Place, raw: unknown): InboundEvent {
  return { kind: 'unknown', field: place.field, key: keyOf(place, raw), ...common(place, raw) }
}

const accountFields = new Set([
  'account_alerts',
  'account_review_update',
  'account_settings_update',
  'account_update',
  'business_capability_update',
  'business_status_update',
  'payment_configuration_update',
  'phone_number_name_update',
  'phone_number_quality_update',
  'security',
])

function ofMessages(place: Place, value: Json, change: Json): InboundEvent[] {
  const events: InboundEvent[] = []
  for (const message of list(value.messages)) events.push(ofMessage(place, value, message))
  for (const status of list(value.statuses)) events.push(ofStatus(place, status))
  for (const error of list(value.errors)) {
    const errors = faultsOf([error])
    events.push({ kind: 'account', field: 'errors', errors, key: keyOf(place, error), ...common(place, error) })
  }
  if (events.length === 0) events.push(unknown(place, change))
  return events
}

function ofMessage(place: Place, value: Json, raw: unknown): InboundEvent {
  const message = record(raw)
  const wamid = text(message?.id)
  if (message === undefined || wamid === undefined) return unknown(place, raw)
  const context = text(record(message.context)?.id)
  const groupId = text(message.group_id)
  return {
    kind: 'message',
    key: messageKey(wamid),
    phoneNumberId: place.phoneNumberId,
    wabaId: place.wabaId,
    at: time(message.timestamp) || place.at,
    raw,
    wamid,
    sender: senderOf(message, value),
    content: contentOf(message),
    ...(context === undefined ? {} : { context: { id: context } }),
    ...(groupId === undefined ? {} : { groupId }),
  }
}

function ofStatus(place: Place, raw: unknown): InboundEvent {
  const status = record(raw)
  const wamid = text(status?.id)
  if (status === undefined || wamid === undefined) return unknown(place, raw)
  const at = time(status.timestamp) || place.at
  const state = text(status.status) ?? ''
  const key = statusKey(wamid, state)
  if (!isState(state)) return { ...common(place, raw), kind: 'unknown', field: place.field, key, at }
  return { ...common(place, raw), kind: 'status', key, at, wamid, state, ...statusParts(status) }
}

function statusParts(status: Json): Pick<StatusEvent, 'recipient' | 'errors' | 'outboxId' | 'pricing'> {
  const pricing = record(status.pricing)
  return {
    recipient: present({
      waId: text(status.recipient_id),
      userId: text(status.recipient_user_id),
      parentUserId: text(status.recipient_parent_user_id),
    }),
    errors: faultsOf(status.errors),
    ...present({
      outboxId: text(status.biz_opaque_callback_data),
      pricing: pricing && present({ category: text(pricing.category), type: text(pricing.type) }),
    }),
  }
}

function ofPreferences(place: Place, value: Json, change: Json): InboundEvent[] {
  const items = list(value.user_preferences)
  if (items.length === 0) return [unknown(place, change)]
  return items.map((raw) => {
    const item = record(raw)
    if (item === undefined) return unknown(place, raw)
    const sender = senderOfPreference(item, value)
    const parts = present({ category: text(item.category), value: text(item.value) })
    const at = time(item.timestamp) || place.at
    return { ...common(place, raw), kind: 'user-preferences', key: keyOf(place, raw), at, sender, ...parts }
  })
}

function template(
  place: Place,
  raw: Json,
  change: TemplateEvent['change'],
  parts: { state?: string | undefined; reason?: string | undefined; category?: string | undefined },
): TemplateEvent {
  const value = record(raw.value) ?? {}
  const fields = {
    name: text(value.message_template_name),
    language: text(value.message_template_language),
    category: text(value.message_template_category),
  }
  const key = keyOf(place, raw)
  return { ...common(place, raw), kind: 'template-status', key, change, ...present(fields), ...present(parts) }
}

function account(place: Place, raw: Json, value: Json): InboundEvent {
  const errors = faultsOf(value.errors)
  const messagingLimit = limitOf(id(value.max_daily_conversations_per_business))
  const parts = present({ event: text(value.event), messagingLimit })
  return { ...common(place, raw), kind: 'account', field: place.field, key: keyOf(place, raw), errors, ...parts }
}

function common(place: Place, raw: unknown): Common {
  return { phoneNumberId: place.phoneNumberId, wabaId: place.wabaId, at: place.at, raw }
}

/** The place belongs to the hash: the same words about two numbers are two events. */
function keyOf(place: Place, raw: unknown): string {
  return changeKey({ ...place, phoneNumberId: place.phoneNumberId ?? null, raw })
}

function isState(value: string): value is MessageState {
  return value === 'sent' || value === 'delivered' || value === 'read' || value === 'played' || value === 'failed'
}
