import { setTimeout as delay } from 'node:timers/promises'
import type { ServerMember } from '../cluster/server-member.ts'

export type Reviving = {
  /** How often one had ended and was started again. */
  readonly deaths: number
  stop(): Promise<void>
}

/** Starts servers again that end by themselves, until it is stopped: what a supervisor does. */
export const startReviving = (servers: readonly ServerMember[]): Reviving => {
  const reviving = { deaths: 0, stop: async (): Promise<void> => {} }
  let going = true
  const watch = async (server: ServerMember): Promise<void> => {
    while (going) {
      if (!server.child().alive()) {
        reviving.deaths += 1
        // It may die again on its way up.
        await server.start().catch(() => undefined)
      }
      await delay(20)
    }
  }
  const ended = Promise.all(servers.map(watch))
  reviving.stop = async () => {
    going = false
    await ended
  }
  return reviving
}
