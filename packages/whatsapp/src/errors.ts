import type { SendReaction } from '@rolecall/core/ports/messenger'

export interface Reaction {
  readonly reaction: SendReaction
  /** Wait at least this long, in milliseconds. */
  readonly retryAfterMs?: number
}

/** What is known of a refusal beside its code. */
export interface RefusalSigns {
  /** HTTP status; absent where the code came with a status webhook. */
  readonly status?: number
  /** `is_transient` of the error's envelope. */
  readonly transient?: boolean
}

const second = 1_000
const minute = 60 * second

/**
 * What each error code of a send asks of the sender, by the code alone: titles are going away.
 * The meanings are Meta's (developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes,
 * 2026-05-15); which of them pass by themselves is partly judgement, waits without a source are ours.
 */
const table: readonly (Reaction & { readonly codes: readonly number[]; readonly why: string })[] = [
  { codes: [0, 190], reaction: 'stop-all', why: 'token invalid or expired' },
  { codes: [3, 10, ...range(200, 299)], reaction: 'stop-all', why: 'permission or capability missing' },
  { codes: [4, 80007], reaction: 'retry-later', retryAfterMs: minute, why: 'rate of the app or the account' },
  { codes: [130429], reaction: 'retry-later', retryAfterMs: 5 * second, why: "the number's throughput" },
  // One message in six seconds to one person.
  { codes: [131056], reaction: 'retry-this-person-later', retryAfterMs: 6 * second, why: 'too fast for one person' },
  { codes: [131048], reaction: 'stop-all', why: 'number restricted for spam' },
  { codes: [131064], reaction: 'stop-all', why: 'limited after wrong template categories' },
  { codes: [1, 2, 131000, 131016, 133004], reaction: 'retry-later', why: 'transient or unknown' },
  // A change of throughput takes the number away for about a minute.
  { codes: [131057, 2494100], reaction: 'retry-later', retryAfterMs: 2 * minute, why: 'maintenance' },
  { codes: [131026], reaction: 'give-up-on-person', why: 'undeliverable: no WhatsApp, blocked, old app, terms' },
  { codes: [131047], reaction: 'use-template', why: 'more than 24 hours since the person wrote' },
  { codes: [131049], reaction: 'wait-a-day', retryAfterMs: 24 * 60 * minute, why: "the person's cap of marketing" },
  { codes: [131050], reaction: 'person-opted-out', why: 'the person stopped marketing from this business' },
  { codes: [130472], reaction: 'give-up-on-person', why: 'the person is part of an experiment' },
  { codes: [33, 100, 131008, 131009, 131051, 135000], reaction: 'bug', why: 'malformed' },
  { codes: [131021], reaction: 'give-up-on-person', why: 'the recipient is the business number itself' },
  { codes: [131030], reaction: 'give-up-on-person', why: "not on the test number's list of recipients" },
  { codes: [131052, 131053], reaction: 'retry-later', why: 'media could not be fetched or uploaded' },
  { codes: [131037, 131042, 131045], reaction: 'stop-all', why: 'display name, payment or certificate' },
  { codes: [368, 130497, 131031], reaction: 'stop-all', why: 'locked, blocked by policy, or country restricted' },
  { codes: [131062], reaction: 'give-up-on-person', why: 'this template needs a phone number' },
  { codes: [131063], reaction: 'template-off', why: 'marketing templates are disabled for this way of sending' },
  { codes: [132001, 132007, 132015, 132016], reaction: 'template-off', why: 'not approved, refused, paused, disabled' },
  { codes: [132000, 132005, 132008, 132012], reaction: 'bug', why: 'parameters do not fit the template' },
  { codes: [132068, 132069], reaction: 'template-off', why: 'the form of the message is blocked or throttled' },
  { codes: [133015], reaction: 'retry-later', retryAfterMs: 5 * minute, why: 'number deleted a moment ago' },
  {
    codes: [133000, 133005, 133006, 133008, 133009, 133010, 133016],
    reaction: 'stop-all',
    why: 'the number is not registered',
  },
  { codes: [137000], reaction: 'give-up-on-person', why: "the person's identity key changed" },
]

const byCode = new Map(table.flatMap((row) => row.codes.map((code) => [code, reactionOf(row)])))

/**
 * What a refused message asks of its sender. A code that is not known is judged by its signs: transient, 429 and
 * 5xx ask to retry, 401 and 403 to stop; any other refusal is taken for a malformed request.
 */
export function reactionTo(code: number | undefined, signs: RefusalSigns = {}): Reaction {
  const known = code === undefined ? undefined : byCode.get(code)
  if (known !== undefined) return known
  const { status = 400, transient = false } = signs
  if (transient || status === 429 || status >= 500) return { reaction: 'retry-later' }
  return { reaction: status === 401 || status === 403 ? 'stop-all' : 'bug' }
}

/** Whether a code is one of those that the edge knows: there are so many and no more. */
export function isKnownCode(code: number): boolean {
  return byCode.has(code)
}

function reactionOf({ reaction, retryAfterMs }: Reaction): Reaction {
  return retryAfterMs === undefined ? { reaction } : { reaction, retryAfterMs }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
