import { createServer, type IncomingMessage } from 'node:http'
import { freePort } from '@rolecall/test-servers/free-port'
import type { Taken } from '../webhook-body.ts'

/** Stands in for the Graph API: takes every message at once, and knows how long after its sender's own each one came. */
export type ReplySink = AsyncDisposable & {
  /** What a server takes as `WHATSAPP_GRAPH_URL`. */
  readonly graphUrl: string
  /** Milliseconds from a message to the first reply, in the order of the replies. */
  readonly times: readonly number[]
  /** Messages that were taken, of any number for each that came in. */
  readonly taken: readonly Taken[]
  /** Someone writes now. */
  writes(to: string): void
  /** @throws where someone has no reply within ten seconds. */
  settled(): Promise<void>
}

export const startReplySink = async (): Promise<ReplySink> => {
  const wroteAt = new Map<string, number>()
  const times: number[] = []
  const taken: Taken[] = []
  const graph = createServer(async (request, response) => {
    const message = messageIn(await textOf(request))
    const wamid = `wamid.reply-${taken.length}-${Math.random()}`
    if (message !== undefined) {
      const { to } = message
      taken.push({ ...message, wamid })
      const at = wroteAt.get(to)
      if (at !== undefined) times.push(performance.now() - at)
      wroteAt.delete(to)
    }
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({
        messaging_product: 'whatsapp',
        contacts: [{ input: message?.to, wa_id: message?.to }],
        messages: [{ id: wamid }],
        success: true,
      }),
    )
  })
  const port = await freePort()
  await new Promise<void>((resolve) => graph.listen(port, '127.0.0.1', resolve))
  return {
    graphUrl: `http://127.0.0.1:${port}`,
    times,
    taken,
    writes: (to) => void wroteAt.set(to, performance.now()),
    settled: async () => {
      for (let waited = 0; wroteAt.size > 0 && waited < 100; waited += 1)
        await new Promise((resolve) => setTimeout(resolve, 100))
      if (wroteAt.size > 0) throw new Error(`${wroteAt.size} messages got no reply`)
    },
    [Symbol.asyncDispose]: async () => {
      graph.closeAllConnections()
      graph.close()
    },
  }
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

const messageIn = (body: string): Omit<Taken, 'wamid'> | undefined => {
  const message: { to?: unknown; biz_opaque_callback_data?: unknown } = body === '' ? {} : JSON.parse(body)
  return message.to === undefined
    ? undefined
    : { to: String(message.to), outboxId: String(message.biz_opaque_callback_data) }
}
