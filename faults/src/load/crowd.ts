import { randomInt } from 'node:crypto'
import { webhookOf } from '@rolecall/server/testing/graph-counter'
import { whatsappEnv } from '@rolecall/server/testing/server-process'
import { sign } from '@rolecall/whatsapp/signature'

/** A person who writes, one message after the other. */
export type Writer = {
  readonly phone: string
  readonly userId: string
  /** The ids of the messages that were sent to the server so far, taken or not. */
  readonly said: string[]
  /** Those of them that the server answered with 200. */
  readonly acknowledged: Set<string>
}

/** People who were never here before, so that each fault counts its own. */
export const makeCrowd = (count: number): readonly Writer[] => {
  const first = 254_100_000_000 + randomInt(600_000_000)
  return Array.from({ length: count }, (_, at) => ({
    phone: String(first + at),
    userId: `KE.${first + at}`,
    said: [],
    acknowledged: new Set<string>(),
  }))
}

export type SignedBody = { readonly body: string; readonly headers: Readonly<Record<string, string>> }

/** The next message of the writer as Meta sends it. */
export const nextMessage = (writer: Writer, text = 'Hi'): SignedBody & { readonly wamid: string } => {
  const wamid = `wamid.${writer.phone}.${writer.said.length}`
  writer.said.push(wamid)
  return { wamid, ...messageOf(writer, wamid, text) }
}

/** A text message with this id; the same id again is a copy. */
export const messageOf = ({ phone, userId }: Writer, wamid: string, text = 'Hi'): SignedBody =>
  signed(
    webhookOf({
      contacts: [{ profile: { name: `Person ${phone}` }, wa_id: phone, user_id: userId }],
      messages: [
        {
          from: phone,
          from_user_id: userId,
          id: wamid,
          timestamp: String(Math.floor(Date.now() / 1000)),
          type: 'text',
          text: { body: text },
        },
      ],
    }),
  )

export const signed = (webhook: unknown): SignedBody => {
  const body = JSON.stringify(webhook)
  const signature = sign(Buffer.from(body), whatsappEnv.WHATSAPP_APP_SECRET)
  return { body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature } }
}
