import { createServer, type Server } from 'node:http'
import { sign } from '@rolecall/whatsapp/signature'
import { whatsappEnv } from './server-process.ts'

export type GraphCounter = AsyncDisposable & {
  readonly url: string
  /** How often a message with this outbox id became visible. */
  readonly visible: ReadonlyMap<string, number>
  /** Statuses that the server has not taken yet. */
  readonly owed: () => number
}

/** A Graph API that accepts everything, counts by outbox id, and tells the server of each delivery until it answers 200. */
export const startGraphCounter = async (serverUrl: string): Promise<GraphCounter> => {
  const visible = new Map<string, number>()
  const delivered = new Set<Promise<void>>()
  let count = 0
  let open = true
  const server: Server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const message = parse(text)
    count += 1
    const wamid = `wamid.graph-${count}`
    if (message.outboxId !== undefined) {
      visible.set(message.outboxId, (visible.get(message.outboxId) ?? 0) + 1)
      const telling = tell(serverUrl, statusBody(wamid, message), () => open).finally(() => delivered.delete(telling))
      delivered.add(telling)
    }
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({ messaging_product: 'whatsapp', contacts: [], messages: [{ id: wamid }], success: true }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address !== 'object') throw new Error('no address')
  return {
    url: `http://127.0.0.1:${address.port}`,
    visible,
    owed: () => delivered.size,
    async [Symbol.asyncDispose]() {
      open = false
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Message = { readonly outboxId?: string; readonly to?: string }

const parse = (text: string): Message => {
  const body: unknown = text === '' ? {} : JSON.parse(text)
  if (typeof body !== 'object' || body === null) return {}
  return {
    ...('biz_opaque_callback_data' in body ? { outboxId: String(body.biz_opaque_callback_data) } : {}),
    ...('to' in body ? { to: String(body.to) } : {}),
  }
}

const statusBody = (wamid: string, { outboxId, to }: Message): string =>
  JSON.stringify(
    webhookOf({
      statuses: [
        {
          id: wamid,
          status: 'delivered',
          timestamp: String(Math.floor(Date.now() / 1000)),
          recipient_id: to,
          biz_opaque_callback_data: outboxId,
        },
      ],
    }),
  )

/** A webhook's body around what is in its value. */
export const webhookOf = (value: Readonly<Record<string, unknown>>): unknown => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: whatsappEnv.WHATSAPP_WABA_ID,
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: '15550100000', phone_number_id: whatsappEnv.WHATSAPP_PHONE_NUMBER_ID },
            ...value,
          },
        },
      ],
    },
  ],
})

/** Posts a signed webhook again and again until the server has taken it; resolves when it did, or when nobody waits any more. */
export const tell = async (serverUrl: string, body: string, waits: () => boolean): Promise<void> => {
  const headers = {
    'content-type': 'application/json',
    'x-hub-signature-256': sign(Buffer.from(body), whatsappEnv.WHATSAPP_APP_SECRET),
  }
  while (waits()) {
    const answer = await fetch(`${serverUrl}/webhooks/whatsapp`, { method: 'POST', body, headers }).catch(
      () => undefined,
    )
    await answer?.body?.cancel()
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}
