import { createHash } from 'node:crypto'

// Real ids have about 60 characters; a key must stay within what a store's index takes.
const maxIdLength = 400

export function messageKey(wamid: string): string {
  return wamid.length <= maxIdLength ? `message:${wamid}` : hashed({ message: wamid })
}

/** One key a state: a message's states arrive in any order, each at least once. */
export function statusKey(wamid: string, state: string): string {
  return wamid.length + state.length <= maxIdLength ? `status:${wamid}:${state}` : hashed({ status: wamid, state })
}

/** For what carries no id of its own. */
export function changeKey(change: unknown): string {
  return hashed(change)
}

function hashed(value: unknown): string {
  return `change:${createHash('sha256').update(canonical(value)).digest('hex')}`
}

/** JSON with sorted keys: Meta does not promise an order, and a second delivery must give the same hash. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}
