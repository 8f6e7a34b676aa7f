import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** The network between one process and one server that it talks to: what passes there can be cut. */
export type Wire = AsyncDisposable & {
  /** Where the process connects instead of to the server. */
  readonly port: number
  /** Connections that are open through it. */
  open(): number
  /** `black-hole`: nothing passes, nobody is told. `refused`: connections are reset, new ones too. */
  cut(how: 'black-hole' | 'refused'): void
  /** What was held up passes now, as after a cable is plugged in again. */
  mend(): void
}

export const startWire = async (target: number): Promise<Wire> => {
  const pairs = new Set<readonly [Socket, Socket]>()
  let state: 'whole' | 'black-hole' | 'refused' = 'whole'
  const server = createServer((near) => {
    if (state === 'refused') return void near.resetAndDestroy()
    const far = connect(target, '127.0.0.1')
    const pair = [near, far] as const
    pairs.add(pair)
    for (const [from, to] of [pair, [far, near] as const]) {
      from.setNoDelay(true)
      from.on('error', () => undefined)
      from.on('data', (bytes) => void to.write(bytes))
      from.on('close', () => {
        pairs.delete(pair)
        to.destroy()
      })
    }
    if (state === 'black-hole') for (const socket of pair) socket.pause()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no address')
  return {
    port: address.port,
    open: () => pairs.size,
    cut: (how) => {
      state = how
      for (const [near, far] of [...pairs])
        if (how === 'refused') {
          near.resetAndDestroy()
          far.destroy()
        } else for (const socket of [near, far]) socket.pause()
    },
    mend: () => {
      state = 'whole'
      for (const pair of pairs) for (const socket of pair) socket.resume()
    },
    [Symbol.asyncDispose]: async () => {
      for (const [near, far] of pairs) {
        near.destroy()
        far.destroy()
      }
      server.close()
    },
  }
}
