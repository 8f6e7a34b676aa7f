import { eventsOfChange, unknown } from './change.ts'
import { isTooDeep, prune } from './depth.ts'
import type { InboundEvent } from './event.ts'
import { id, type Json, list, record, text, time } from './narrow.ts'

/**
 * `not-json`: the bytes are no JSON, truncated ones for example. `not-a-webhook`: JSON of another kind. Neither
 * comes from Meta where the signature holds. All else has at least the events that it holds, and may hold none.
 */
export type ParsedWebhook = { readonly events: InboundEvent[] } | { readonly error: 'not-json' | 'not-a-webhook' }

/**
 * Reads a webhook's body, all of it: every entry, change, message, status and error becomes an event.
 * It never throws, and never refuses what it does not know: a body answered with an error comes back for days.
 * Nesting below 64 levels is replaced by a mark, so that what is done with `raw` later cannot overflow.
 */
export function parseWebhook(raw: Buffer): ParsedWebhook {
  const body = parseJson(raw)
  if (body === undefined) return { error: 'not-json' }
  const root = record(body.value)
  if (root?.object !== 'whatsapp_business_account' || !Array.isArray(root.entry)) return { error: 'not-a-webhook' }
  const events: InboundEvent[] = []
  for (const item of list(root.entry)) {
    for (const event of eventsOfEntry(item)) events.push(event)
  }
  return { events }
}

function parseJson(raw: Buffer): { value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'))
    return { value: isTooDeep(raw) ? prune(value) : value }
  } catch {
    return undefined
  }
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
