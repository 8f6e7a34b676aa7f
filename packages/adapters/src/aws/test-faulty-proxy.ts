import { once } from 'node:events'
import { request as ask, createServer, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/** What becomes of a request: answered as it should be, a 500, a 403, no answer ever, or a connection that is cut (`half`: in its answer). */
export type Fault = 'none' | 'error' | 'denied' | 'stall' | 'reset' | 'half'

/** Stands before another server and misbehaves as it is told; for tests. */
export type FaultyProxy = AsyncDisposable & {
  readonly url: string
  fault: Fault
  /** Requests so far, and the bodies of those that came with one. */
  requests: number
  /** A request goes on once this has resolved. */
  hold: ((request: { readonly method: string; readonly url: string }) => Promise<void>) | undefined
  readonly bodies: Buffer[]
}

export const startFaultyProxy = async (target: string, port = 0): Promise<FaultyProxy> => {
  const server = createServer(async (request, response) => {
    proxy.requests += 1
    const { fault } = proxy
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    if (body.length > 0) proxy.bodies.push(body)
    await proxy.hold?.({ method: request.method ?? '', url: request.url ?? '' })
    if (fault === 'error') response.writeHead(500).end()
    else if (fault === 'denied') response.writeHead(403).end(denied)
    else if (fault === 'reset') request.socket.resetAndDestroy()
    else if (fault !== 'stall') {
      const onward = ask(
        `${target}${request.url}`,
        { method: request.method, headers: request.headers },
        async (answer) => {
          const parts: Buffer[] = []
          for await (const part of answer) parts.push(part)
          const whole = Buffer.concat(parts)
          response.writeHead(answer.statusCode ?? 502, answer.headers)
          if (fault === 'half') cutInTheMiddle(response, whole)
          else response.end(whole)
        },
      )
      onward.on('error', () => response.destroy())
      onward.end(body)
    }
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    fault: 'none',
    requests: 0,
    hold: undefined,
    bodies: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
  return proxy
}

const denied = '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'

const cutInTheMiddle = (response: ServerResponse, whole: Buffer): void => {
  response.write(whole.subarray(0, whole.length / 2), () => response.socket?.resetAndDestroy())
}

/** Tries until it works: a look-alike on a busy machine may be slow at first, which a circuit with short times takes for a fault. */
export const eventually = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await work()
    } catch (error) {
      if (attempt === 100) throw error
      await delay(100)
    }
}
