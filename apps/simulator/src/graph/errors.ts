import { makeTrace } from '../world/ids.ts'

/** A refusal as Meta words it: thrown while a request is read, answered by the graph's error handler. */
export class GraphError extends Error {
  readonly status: number
  readonly code: number
  readonly details: string
  readonly subcode: number | undefined

  constructor(code: number, details: string, { status = statusOf(code), subcode }: ErrorExtras = {}) {
    super(`(#${code}) ${titleOf(code)}`)
    this.status = status
    this.code = code
    this.details = details
    this.subcode = subcode
  }

  /** The body of the answer. */
  envelope(): object {
    return {
      error: {
        message: this.code === 190 ? this.details : this.message,
        type: 'OAuthException',
        code: this.code,
        ...(this.subcode === undefined ? {} : { error_subcode: this.subcode }),
        ...(this.code === 190 ? {} : { error_data: { messaging_product: 'whatsapp', details: this.details } }),
        ...(transient.has(this.code) ? { is_transient: true } : {}),
        fbtrace_id: makeTrace(),
      },
    }
  }
}

interface ErrorExtras {
  readonly status?: number
  readonly subcode?: number
}

/** The entry of `statuses[].errors[]` for a message that was accepted and failed. */
export const statusError = (code: number): object => ({
  code,
  title: titleOf(code),
  message: titleOf(code),
  error_data: { details: detailsOf(code) },
  href: 'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes',
})

export const titleOf = (code: number): string => titles[code] ?? 'Invalid parameter'

/** The sentence that comes with a code which no single parameter has caused. */
export const detailsOf = (code: number): string => details[code] ?? titleOf(code)

const transient = new Set([2, 130429, 131000, 131016, 131056])
const tooMany = new Set([4, 80007, 130429, 131056])
const statusOf = (code: number): number => (code === 190 ? 401 : tooMany.has(code) ? 429 : code === 131000 ? 500 : 400)

const titles: Readonly<Record<number, string>> = {
  2: 'Service temporarily unavailable',
  100: 'Invalid parameter',
  190: 'Authentication Error',
  130429: 'Rate limit hit',
  131000: 'Something went wrong',
  131008: 'Required parameter is missing',
  131009: 'Parameter value is not valid',
  131026: 'Message undeliverable',
  131047: 'Re-engagement message',
  131049: 'This message was not delivered to maintain healthy ecosystem engagement.',
  131051: 'Unsupported message type',
  131056: '(Business Account, Consumer Account) pair rate limit hit',
  132000: 'Number of parameters does not match the expected number of params',
  132001: 'Template name does not exist in the translation',
  132005: 'Translated text too long',
  132012: 'Parameter format does not match format in the created template',
  132015: 'Template is paused',
  132016: 'Template is disabled',
}

const details: Readonly<Record<number, string>> = {
  130429:
    'Message failed to send because there were too many messages sent from this phone number in a short period of time.',
  131000: 'Message failed to send due to an unknown error.',
  131026: 'Message Undeliverable.',
  131047:
    'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
  131049: 'In order to maintain a healthy ecosystem engagement, the message failed to be delivered.',
  131056:
    'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
}
