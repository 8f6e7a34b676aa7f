import type { Messenger, ReadResult, Recipient, Refusal, SendResult, Unknown } from '@rolecall/core/ports/messenger'
import { type Answered, type GraphOptions, graphCall, refusalOf } from './graph-call.ts'
import { fetchMedia } from './media/fetch-media.ts'
import { type MessageRequest, render } from './render.ts'
import { list, record, text } from './webhook/narrow.ts'

export type MessengerOptions = Pick<GraphOptions, 'graphUrl' | 'accessToken'> &
  Partial<Pick<GraphOptions, 'timeoutMs' | 'userAgent'>>

/**
 * The messenger on Meta's Graph API, or on anything that looks like it. Connections are kept alive by `fetch`.
 * A message that `render` refuses comes back as a `bug`, for nothing has left.
 */
export function createMessenger(given: MessengerOptions): Messenger {
  const options = { timeoutMs: 15_000, userAgent: 'Rolecall', ...given }
  return {
    async send(from, to, message, outboxId): Promise<SendResult> {
      const made = rendered(() => render(message, to, outboxId))
      if ('outcome' in made) return made
      const answer = await graphCall(options, 'POST', messagesPath(from), made.request)
      if (answer.outcome !== 'answered') return lost(answer)
      return isSuccess(answer) ? accepted(answer.body, to) : refusalOf(answer)
    },

    async markRead(phoneNumberId, wamid, typing): Promise<ReadResult> {
      const answer = await graphCall(options, 'POST', messagesPath(phoneNumberId), readRequest(wamid, typing))
      if (answer.outcome !== 'answered') return lost(answer)
      return isSuccess(answer) ? { outcome: 'marked' } : refusalOf(answer)
    },

    fetchMedia: (phoneNumberId, mediaId) => fetchMedia(options, phoneNumberId, mediaId),
  }
}

/** The body that marks a message as read, on the same path as messages. */
export function readRequest(wamid: string, typing: boolean): object {
  const read = { messaging_product: 'whatsapp', status: 'read', message_id: wamid }
  return typing ? { ...read, typing_indicator: { type: 'text' } } : read
}

function rendered(make: () => MessageRequest): { request: MessageRequest } | Refusal {
  try {
    return { request: make() }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { outcome: 'refused', reaction: 'bug', code: 0, details: error.message }
  }
}

function messagesPath(phoneNumberId: string): string {
  return `/${encodeURIComponent(phoneNumberId)}/messages`
}

function isSuccess({ status }: Answered): boolean {
  return status >= 200 && status < 300
}

/** A success without a message id was sent all the same: its status webhook tells the id. */
function accepted(body: unknown, to: Recipient): SendResult {
  const wamid = text(record(list(record(body)?.messages)[0])?.id)
  if (wamid === undefined) return { outcome: 'unknown', fault: 'no-message-id' }
  const contact = record(list(record(body)?.contacts)[0])
  const waId = text(contact?.wa_id)
  const userId = text(contact?.user_id) ?? (to.waId === undefined ? to.userId : undefined)
  return {
    outcome: 'accepted',
    wamid,
    ...(waId === undefined ? {} : { waId }),
    ...(userId === undefined ? {} : { userId }),
  }
}

function lost({ outcome, details }: { outcome: 'not-sent' | 'unknown'; details: string }): Refusal | Unknown {
  if (outcome === 'unknown') return { outcome, fault: details }
  return { outcome: 'refused', reaction: 'retry-later', code: 0, details }
}
