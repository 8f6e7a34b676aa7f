import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'

/** Waits, at most twenty seconds, until something holds. */
export const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await holds().catch(() => false)); tries += 1) {
    assert.ok(tries < Number(process.env.TRIES ?? 200), 'it did not come to be within 20 seconds')
    await delay(100)
  }
}
