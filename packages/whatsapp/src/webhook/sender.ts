import type { Sender } from './event.ts'
import { type Json, list, present, record, text } from './narrow.ts'

/** Who wrote this message: its own ids, completed by the contact that belongs to it. */
export function senderOf(message: Json, value: Json): Sender {
  const from = text(message.from)
  const userId = text(message.from_user_id) ?? (isUserId(from) ? from : undefined)
  const phone = isUserId(from) ? undefined : from
  const contact = contactOf(userId, phone, value)
  const profile = record(contact?.profile)
  return present({
    userId: userId ?? text(contact?.user_id),
    parentUserId: text(message.from_parent_user_id) ?? text(contact?.parent_user_id),
    waId: text(contact?.wa_id) ?? phone,
    username: text(profile?.username) ?? text(contact?.username),
    profileName: text(profile?.name),
  })
}

/** The same shape under other names, as in `user_preferences`. */
export function senderOfPreference(preference: Json, value: Json): Sender {
  return senderOf(
    {
      from: preference.wa_id,
      from_user_id: preference.user_id,
      from_parent_user_id: preference.parent_user_id,
    },
    value,
  )
}

function contactOf(userId: string | undefined, phone: string | undefined, value: Json): Json | undefined {
  const contacts = list(value.contacts)
  let byPhone: Json | undefined
  for (const item of contacts) {
    const contact = record(item)
    if (contact === undefined) continue
    if (userId !== undefined && contact.user_id === userId) return contact
    if (phone !== undefined && contact.wa_id === phone && !contradicts(contact, userId)) byPhone ??= contact
  }
  if (byPhone !== undefined) return byPhone
  // `from` and `wa_id` may be written differently for one person; alone with a single message it is theirs.
  const sole = contacts.length === 1 && list(value.messages).length === 1 ? record(contacts[0]) : undefined
  return sole !== undefined && !contradicts(sole, userId) ? sole : undefined
}

function contradicts(contact: Json, userId: string | undefined): boolean {
  const other = text(contact.user_id)
  return userId !== undefined && other !== undefined && other !== userId
}

/** `CC.` starts every business-scoped id; phone numbers are digits. */
function isUserId(value: string | undefined): boolean {
  return value !== undefined && value.charCodeAt(2) === 0x2e
}
