import type { Cache } from '@rolecall/core/ports/cache'
import type { Clock } from '@rolecall/core/ports/clock'
import type { SendRate } from './flows/deps.ts'

const slotMs = 100

/**
 * Spreads a number's messages over tenths of a second, together with the other instances where the cache is shared. A lost
 * cache leaves each instance to its own count: WhatsApp's 130429 then slows it down.
 */
export const createSendRate = (cache: Cache, clock: Clock, messagesPerSecond: number): SendRate => {
  const perSlot = Math.max(1, Math.floor(messagesPerSecond / (1000 / slotMs)))
  const full = new Map<string, number>()
  return {
    async turn(phoneNumberId) {
      for (;;) {
        const slot = Math.floor(clock.now() / slotMs)
        if ((full.get(phoneNumberId) ?? -1) < slot) {
          const taken = await cache.increment(`rate:${phoneNumberId}:${slot}`, 1, slotMs * 20)
          if (taken === undefined || taken.value <= perSlot) return
          full.set(phoneNumberId, slot)
        }
        const restMs = (slot + 1) * slotMs - clock.now()
        await new Promise((resolve) => setTimeout(resolve, Math.max(1, restMs)))
      }
    },
  }
}
