import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'

/** Waits, at most a minute, until something holds. */
export const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await holds().catch(() => false)); tries += 1) {
    assert.ok(tries < 600, 'it did not come to be within a minute')
    await delay(100)
  }
}
