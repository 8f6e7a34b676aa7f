import type { Store } from '@rolecall/core/ports/store'
import { readStanding } from '@rolecall/whatsapp/standing'

const everyMs = 15 * 60_000

/**
 * Asks WhatsApp every quarter of an hour how the business number stands, once for all workers: whoever finds the answer old
 * asks. Where two ask at once, the later answer is dropped.
 */
export const followStanding = (options: {
  readonly store: Store
  readonly now: () => number
  readonly graph: { readonly graphUrl: string; readonly accessToken: string }
  readonly phoneNumberId: string
}): (() => Promise<void>) => {
  const { store, now, graph, phoneNumberId: id } = options
  let askedAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (now() - askedAt < everyMs) return
    askedAt = now()
    const known = await store.get('businessNumbers', id)
    if (known !== undefined && now() - known.doc.readAt < everyMs) return
    const standing = await readStanding(graph, id)
    if (standing === undefined) return
    const doc = { ...known?.doc, id, ...standing, readAt: now() }
    await store.commit([{ op: 'put', collection: 'businessNumbers', doc, expected: known?.revision ?? 'absent' }])
  }
}
