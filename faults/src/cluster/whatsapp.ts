import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { whatsappEnv } from '@rolecall/server/testing/server-process'
import { type RunningSimulator, startSimulator } from '@rolecall/simulator/server'

/** One request that sends a message, as it reached WhatsApp. */
export type Send = { readonly outboxId: string; readonly to: string; readonly at: number }

/** What WhatsApp does with a request instead of taking the message. */
export type Answer = {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** The look-alike of WhatsApp behind a gate that counts and that faults can bend. */
export type WhatsApp = AsyncDisposable & {
  /** What a server takes as `WHATSAPP_GRAPH_URL`. */
  readonly graphUrl: string
  /** The page with phones. */
  readonly page: string
  /** Requests to send, whatever became of them, oldest first. */
  readonly asked: readonly Send[]
  /** How often a message of this outbox id was accepted: more than once is a person who reads it twice. */
  accepted(outboxId: string): number
  /** Decides for each request to send: undefined hands it on, at once or once the promise resolves. */
  bend(answer: ((send: Send) => Answer | undefined | Promise<Answer | undefined>) | undefined): void
  /** Statuses come so much later. Milliseconds. */
  delayStatuses(ms: number): void
}

export const startWhatsApp = async (webhookUrl: string): Promise<WhatsApp> => {
  const simulator = await startSimulator({
    host: '127.0.0.1',
    port: 0,
    graphPath: '/graph/v26.0',
    webhookUrl,
    appSecret: whatsappEnv.WHATSAPP_APP_SECRET,
    verifyToken: whatsappEnv.WHATSAPP_VERIFY_TOKEN,
    accessToken: whatsappEnv.WHATSAPP_ACCESS_TOKEN,
    wabaId: whatsappEnv.WHATSAPP_WABA_ID,
    phoneNumberId: whatsappEnv.WHATSAPP_PHONE_NUMBER_ID,
    portfolioId: whatsappEnv.WHATSAPP_PORTFOLIO_ID,
    phoneNumber: whatsappEnv.WHATSAPP_PHONE_NUMBER,
  })
  // Nobody reads by itself: a status less a message.
  Object.assign(simulator.control.world.settings, { readAfterMs: null })
  const forgetting = setInterval(() => forgetOld(simulator), forgetEveryMs).unref()
  const asked: Send[] = []
  const accepted = new Map<string, number>()
  let bent: Parameters<WhatsApp['bend']>[0]
  const agent = new Agent({ keepAlive: true })
  const gate = createServer(async (asking, answer) => {
    const body = await textOf(asking)
    const send = sendIn(body)
    if (send !== undefined) {
      asked.push(send)
      const instead = await bent?.(send)
      if (instead !== undefined) return give(answer, instead)
      accepted.set(send.outboxId, (accepted.get(send.outboxId) ?? 0) + 1)
    }
    handOn({ asking, answer, body, agent, to: simulator.url })
  })
  gate.listen(0, '127.0.0.1')
  await new Promise((resolve) => gate.once('listening', resolve))
  const address = gate.address()
  if (typeof address !== 'object' || address === null) throw new Error('no address')
  return {
    graphUrl: `http://127.0.0.1:${address.port}/graph/v26.0`,
    page: `${simulator.url}/simulator/`,
    asked,
    accepted: (outboxId) => accepted.get(outboxId) ?? 0,
    bend: (how) => {
      bent = how
    },
    delayStatuses: (ms) => {
      simulator.control.world.settings.delayMs = ms
    },
    [Symbol.asyncDispose]: async () => {
      clearInterval(forgetting)
      gate.closeAllConnections()
      gate.close()
      agent.destroy()
      await endSimulator(simulator)
    },
  }
}

const forgetEveryMs = 10_000
const newestMessages = 100

/** The look-alike keeps each chat whole, for whoever looks at its phones; in hours of load that would be gigabytes. */
const forgetOld = ({ control: { world } }: RunningSimulator): void => {
  for (const { messages } of world.phones.values()) messages.splice(0, Math.max(0, messages.length - newestMessages))
  world.sends.splice(0, Math.max(0, world.sends.length - newestMessages))
}

const endSimulator = (simulator: RunningSimulator): Promise<void> => simulator.close()

const textOf = async (asking: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of asking) text += chunk
  return text
}

const sendIn = (body: string): Send | undefined => {
  if (!body.includes('biz_opaque_callback_data')) return undefined
  const message: { biz_opaque_callback_data?: unknown; to?: unknown; recipient?: unknown } = JSON.parse(body)
  return {
    outboxId: String(message.biz_opaque_callback_data),
    to: String(message.to ?? message.recipient),
    at: Date.now(),
  }
}

const give = (answer: ServerResponse, { status, body, headers }: Answer): void => {
  answer.writeHead(status, { 'content-type': 'application/json', ...headers })
  answer.end(JSON.stringify(body))
}

const handOn = (passing: {
  readonly asking: IncomingMessage
  readonly answer: ServerResponse
  readonly body: string
  readonly agent: Agent
  readonly to: string
}): void => {
  const { asking, answer, body, agent, to } = passing
  const { host: _host, ...headers } = asking.headers
  const onward = request(`${to}${asking.url}`, { method: asking.method ?? 'GET', headers, agent }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers)
    got.pipe(answer)
  })
  onward.on('error', () => answer.destroy())
  onward.end(body)
}
