import type { InboundEvent } from '@rolecall/whatsapp/webhook/event'
import { amina } from './stories.ts'
import type { World } from './world.ts'

/** What WhatsApp says of the message that was sent as the `index`th; from the end where that is negative. */
export const statusOf = (
  world: World,
  index: number,
  state: 'sent' | 'delivered' | 'read' | 'failed',
  code = 0,
): InboundEvent => {
  const sent = world.messenger.sent.at(index)
  if (sent === undefined) throw new Error('nothing was sent')
  return {
    kind: 'status',
    key: `status:${sent.wamid}:${state}`,
    wamid: sent.wamid,
    phoneNumberId: '100',
    wabaId: '1',
    at: world.now,
    raw: {},
    state,
    recipient: { waId: amina },
    outboxId: sent.outboxId,
    errors: code === 0 ? [] : [{ code, details: '' }],
  }
}
