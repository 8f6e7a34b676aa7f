import { createHmac } from 'node:crypto'
import { whatsappEnv } from './rolecall-process.ts'

export type SignedBody = { readonly body: string; readonly headers: Readonly<Record<string, string>> }

/** A text message as Meta sends it: one message a POST, signed, from the person with this number. */
export const signedMessage = (person: number, wamid: string, text: string): SignedBody => {
  const from = String(254_700_000_000 + person)
  return signed({
    contacts: [{ profile: { name: `Person ${person}` }, wa_id: from, user_id: `KE.${10 ** 14 + person}` }],
    messages: [
      {
        from,
        from_user_id: `KE.${10 ** 14 + person}`,
        id: wamid,
        timestamp: now(),
        type: 'text',
        text: { body: text },
      },
    ],
  })
}

/** What became of a message that was taken: `outboxId` is what it carried as `biz_opaque_callback_data`. */
export type Taken = { readonly wamid: string; readonly to: string; readonly outboxId: string }

export const signedStatus = ({ wamid, to, outboxId }: Taken, status: 'sent' | 'delivered' | 'read'): SignedBody =>
  signed({
    statuses: [{ id: wamid, status, timestamp: now(), recipient_id: to, biz_opaque_callback_data: outboxId }],
  })

const now = (): string => String(Math.floor(Date.now() / 1000))

const signed = (value: object): SignedBody => {
  const metadata = { display_phone_number: '15550100000', phone_number_id: whatsappEnv.WHATSAPP_PHONE_NUMBER_ID }
  const changes = [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }]
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: whatsappEnv.WHATSAPP_WABA_ID, changes }],
  })
  const signature = createHmac('sha256', whatsappEnv.WHATSAPP_APP_SECRET).update(body).digest('hex')
  return { body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` } }
}
