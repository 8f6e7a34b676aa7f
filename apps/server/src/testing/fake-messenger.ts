import type { Messenger, OutgoingMessage, Recipient, SendResult } from '@rolecall/core/ports/messenger'

export type Sent = {
  readonly from: string
  readonly to: Recipient
  readonly message: OutgoingMessage
  readonly outboxId: string
  readonly wamid: string
}

/** WhatsApp as a list of what was sent. `answer` decides what the next sends come to; accepted when absent. */
export type FakeMessenger = Messenger & {
  readonly sent: Sent[]
  answer: ((outboxId: string) => SendResult | undefined) | undefined
}

export const createFakeMessenger = (): FakeMessenger => {
  const sent: Sent[] = []
  const messenger: FakeMessenger = {
    sent,
    answer: undefined,
    async send(from, to, message, outboxId) {
      const answer = messenger.answer?.(outboxId)
      if (answer !== undefined && answer.outcome !== 'accepted') return answer
      const wamid = `wamid.sent-${sent.length + 1}`
      sent.push({ from, to, message, outboxId, wamid })
      return { outcome: 'accepted', wamid }
    },
    async markRead() {
      return { outcome: 'marked' }
    },
    async fetchMedia() {
      return { outcome: 'fetched', bytes: Buffer.from('OggS-voice'), mimeType: 'audio/ogg', sha256: 'a'.repeat(64) }
    },
  }
  return messenger
}
