import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SimulatorOptions } from '../options.ts'
import { type RunningSimulator, startSimulator } from '../server.ts'
import type { Phone, Settings } from '../world/types.ts'
import { addPhone } from '../world/world.ts'

/** One webhook as it arrived. */
export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly raw: Buffer
  /** Messages and statuses of all its changes, and the values of other fields. */
  readonly events: readonly Record<string, unknown>[]
}

export interface Rig extends AsyncDisposable {
  readonly simulator: RunningSimulator
  readonly received: readonly Received[]
  /** Resolves with the first event, past or coming, that fits. */
  event(fits: (event: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>
  /** Resolves once `count` webhooks have arrived. */
  webhooks(count: number): Promise<readonly Received[]>
  /** The next webhooks are answered with these HTTP statuses, then 200. */
  answerWith(...statuses: number[]): void
  set(settings: Partial<Settings>): void
  /** Adds a phone, with an open window unless told otherwise. */
  phone(person?: { name?: string; waId?: string; silent?: boolean }): Phone
  graph(path: string, init?: { method?: string; body?: unknown; token?: string }): Promise<Answer>
  control(path: string, init?: { method?: string; body?: unknown }): Promise<Answer>
}

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers are asserted field by field
  readonly body: any
}

export const ids = { waba: '100000000000001', number: '100000000000002', portfolio: '100000000000003' } as const

/** A simulator and a receiver of its webhooks, on free ports. */
export const startRig = async (extra: Partial<SimulatorOptions> = {}): Promise<Rig> => {
  const received: Received[] = []
  const statuses: number[] = []
  const waiting = new Set<() => void>()
  const receiver = await startReceiver(statuses, (webhook) => {
    received.push(webhook)
    for (const check of [...waiting]) check()
  })
  const simulator = await startSimulator({
    host: '127.0.0.1',
    port: 0,
    graphPath: '/graph/v26.0',
    webhookUrl: receiver.url,
    appSecret: 'secret',
    verifyToken: 'verify',
    accessToken: 'token',
    wabaId: ids.waba,
    phoneNumberId: ids.number,
    portfolioId: ids.portfolio,
    webhookRetryMs: 1,
    ...extra,
  })
  const { world } = simulator.control
  Object.assign(world.settings, { deliverAfterMs: 2, readAfterMs: 4, templateDelayMs: 1 })
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const check = (): void => {
        const found = find()
        if (found === undefined) return
        waiting.delete(check)
        resolve(found)
      }
      waiting.add(check)
      check()
    })
  return {
    simulator,
    received,
    event: (fits) => until(() => received.flatMap((one) => one.events).find(fits)),
    webhooks: (count) => until(() => (received.length >= count ? received : undefined)),
    answerWith: (...given) => statuses.push(...given),
    set: (settings) => Object.assign(world.settings, settings),
    phone: ({ name = 'Amina', waId, silent = false } = {}) => {
      const phone = addPhone(world, { name, ...(waId === undefined ? {} : { waId }) })
      if (!silent) phone.lastInboundAt = world.now()
      return phone
    },
    graph: (path, { token = 'token', ...init } = {}) =>
      ask(`${simulator.graphUrl}${path}`, init, { authorization: `Bearer ${token}` }),
    control: (path, init = {}) => ask(`${simulator.url}/simulator/api${path}`, init, {}),
    [Symbol.asyncDispose]: async () => {
      await simulator.close()
      receiver.server.closeAllConnections()
      receiver.server.close()
    },
  }
}

const startReceiver = async (
  statuses: number[],
  got: (webhook: Received) => void,
): Promise<{ server: Server; url: string }> => {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://localhost').searchParams
    if (request.method === 'GET') {
      const right = asked.get('hub.verify_token') === 'verify' && asked.get('hub.mode') === 'subscribe'
      response.writeHead(right ? 200 : 403).end(right ? asked.get('hub.challenge') : '')
      return
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const raw = Buffer.concat(chunks)
      response.writeHead(statuses.shift() ?? 200).end()
      got({ headers: request.headers, raw, events: eventsOf(JSON.parse(raw.toString())) })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // biome-ignore lint/style/noNonNullAssertion: a server that listens on a port has an address
  const { port } = server.address()! as AddressInfo
  return { server, url: `http://127.0.0.1:${port}/webhooks/whatsapp` }
}

interface Payload {
  readonly entry: readonly { readonly changes: readonly { readonly field: string; readonly value: Value }[] }[]
}
type Value = Record<string, unknown> & { messages?: Record<string, unknown>[]; statuses?: Record<string, unknown>[] }

const eventsOf = (payload: Payload): Record<string, unknown>[] =>
  payload.entry.flatMap((entry) =>
    entry.changes.flatMap(({ value }) => [
      ...(value.messages ?? []).map((message) => ({ ...message, contacts: value.contacts })),
      ...(value.statuses ?? []),
      ...((value.messages ?? value.statuses) ? [] : [value]),
    ]),
  )

const ask = async (url: string, init: { method?: string; body?: unknown }, headers: object): Promise<Answer> => {
  const body = init.body === undefined ? {} : { body: JSON.stringify(init.body) }
  const response = await fetch(url, {
    method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
    headers: { 'content-type': 'application/json', ...headers },
    ...body,
  })
  const text = await response.text()
  return { status: response.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
}
