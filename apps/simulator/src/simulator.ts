import type { ServerResponse } from 'node:http'
import { createPeople, type People } from './control/people.ts'
import { createSender, type Sender } from './graph/send-message.ts'
import type { SimulatorOptions } from './options.ts'
import { createDelivery, type Delivery } from './webhook/delivery.ts'
import { createWorld, type World } from './world/world.ts'

/** The parts of one simulated platform, shared by its routes. */
export interface Simulator {
  readonly options: SimulatorOptions
  readonly world: World
  readonly delivery: Delivery
  readonly sender: Sender
  readonly people: People
  /** Remembers a response that stays open, so that the end does not wait for it. */
  holdOpen(response: ServerResponse): void
  /** Ends what is open: to be called before the HTTP server waits for its connections. */
  endOpen(): void
  close(): void
}

export const createSimulator = (options: SimulatorOptions): Simulator => {
  const world = createWorld(options)
  const delivery = createDelivery(options, world)
  const open = new Set<ServerResponse>()
  return {
    options,
    world,
    delivery,
    sender: createSender(options, world, delivery),
    people: createPeople(options, world, delivery),
    holdOpen: (response) => {
      open.add(response)
      response.on('close', () => open.delete(response))
    },
    endOpen: () => {
      for (const response of open) response.destroy()
    },
    close: () => {
      delivery.close()
      world.close()
    },
  }
}
