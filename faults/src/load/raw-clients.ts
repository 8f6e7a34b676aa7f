import { once } from 'node:events'
import { connect } from 'node:net'

/** How requests were answered: with 2xx, with 503 and Retry-After, or otherwise (a lost connection too). */
export type Tally = { good: number; shed: number; other: number }

/** Many connections that ask and read no more of an answer than its head: far cheaper than to answer. */
export type RawClients = Disposable & {
  readonly tally: Tally
  /** Connections that wait for an answer. */
  underWay(): number
  /** Asks once on each of so many connections that wait for none; fewer where there are not so many. */
  ask(count: number): void
}

/** `pathOf`: of the nth request of all. */
export const openRawClients = async (
  origin: string,
  pathOf: (nth: number) => string,
  connections: number,
): Promise<RawClients> => {
  const { hostname, port, host } = new URL(origin)
  let asked = 0
  const tally: Tally = { good: 0, shed: 0, other: 0 }
  const open = async () => {
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    const client = { socket, waits: false }
    socket.setEncoding('latin1').on('data', (text: string) => {
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]
      if (status === undefined || !client.waits) return
      client.waits = false
      if (status.startsWith('2')) tally.good += 1
      else if (status === '503' && /\r\nretry-after: /i.test(text)) tally.shed += 1
      else tally.other += 1
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (client.waits) tally.other += 1
      client.waits = false
    })
    return client
  }
  const clients = await Promise.all(Array.from({ length: connections }, open))
  return {
    tally,
    underWay: () => clients.filter(({ waits }) => waits).length,
    ask: (count) => {
      for (const client of clients
        .filter(({ waits, socket }) => !waits && !socket.closed)
        .slice(0, Math.max(0, count))) {
        client.waits = true
        asked += 1
        client.socket.write(`GET ${pathOf(asked)} HTTP/1.1\r\nhost: ${host}\r\n\r\n`)
      }
    },
    [Symbol.dispose]: () => {
      for (const client of clients) {
        client.waits = false
        client.socket.destroy()
      }
    },
  }
}
