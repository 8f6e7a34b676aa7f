import { eventsOfChange, unknown } from './change.ts'
import { isTooDeep, prune } from './depth.ts'
import type { InboundEvent } from './event.ts'
import { id, type Json, list, record, text, time } from './narrow.ts'

/**
 * `not-json`: the bytes are no JSON, truncated ones for example. `not-a-webhook`: JSON of another kind. Neither
 * comes from Meta where the signature holds. All else has at least the events that it holds, and may hold none.
 */
export type WebhookRefusal = 'not-json' | 'not-a-webhook'
export type ParsedWebhook = { readonly events: InboundEvent[] } | { readonly error: WebhookRefusal }

/** What makes this body no webhook; undefined where it is one. It never throws. */
export function refusalOf(body: string): WebhookRefusal | undefined {
  const parsed = parseJson(body)
  if (parsed === undefined) return 'not-json'
  return entriesOf(parsed.value) === undefined ? 'not-a-webhook' : undefined
}

/**
 * Reads a webhook's body, all of it: every entry, change, message, status and error becomes an event.
 * It never throws, and never refuses what it does not know: a body answered with an error comes back for days.
 * Nesting below 64 levels is replaced by a mark, so that what is done with `raw` later cannot overflow.
 */
export function parseWebhook(body: string): ParsedWebhook {
  const parsed = parseJson(body)
  if (parsed === undefined) return { error: 'not-json' }
  const entries = entriesOf(isTooDeep(body) ? prune(parsed.value) : parsed.value)
  if (entries === undefined) return { error: 'not-a-webhook' }
  const events: InboundEvent[] = []
  for (const item of entries) {
    for (const event of eventsOfEntry(item)) events.push(event)
  }
  return { events }
}

function parseJson(body: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) }
  } catch {
    return undefined
  }
}

function entriesOf(value: unknown): readonly unknown[] | undefined {
  const root = record(value)
  return root?.object === 'whatsapp_business_account' && Array.isArray(root.entry) ? list(root.entry) : undefined
}

function eventsOfEntry(item: unknown): InboundEvent[] {
  const entry = record(item)
  const base = { wabaId: id(entry?.id) ?? '', field: '', phoneNumberId: undefined, at: time(entry?.time) }
  if (!Array.isArray(entry?.changes) || entry.changes.length === 0) return [unknown(base, item)]
  return entry.changes.flatMap((part: unknown) => {
    const change = record(part)
    if (change === undefined) return [unknown(base, part)]
    return eventsOfChange({ ...base, field: text(change.field) ?? '', phoneNumberId: phoneNumberId(change) }, change)
  })
}

function phoneNumberId(change: Json): string | undefined {
  return id(record(record(change.value)?.metadata)?.phone_number_id)
}
