import { createHash } from 'node:crypto'
import type { MediaResult } from '@rolecall/core/ports/messenger'
import { type Answered, credentials, type GraphOptions, graphCall, graphError, refusalOf } from '../graph-call.ts'
import { number, record, text } from '../webhook/narrow.ts'
import { plainType, sizeLimit } from './allowed-types.ts'
import { download } from './download.ts'
import { sniff } from './sniff.ts'
import { stripMetadata } from './strip-metadata.ts'

interface MediaAddress {
  readonly url: string
  readonly type: string
  readonly limit: number
  readonly sha256: string | undefined
}

/**
 * Fetches in two steps, for an address is good for five minutes only: ask for it, then load it. Both carry the
 * token. A lapsed address or damaged bytes are tried once more from the beginning.
 */
export async function fetchMedia(options: GraphOptions, phoneNumberId: string, mediaId: string): Promise<MediaResult> {
  const first = await attempt(options, phoneNumberId, mediaId)
  return first.outcome === 'damaged' || first.outcome === 'gone' ? attempt(options, phoneNumberId, mediaId) : first
}

async function attempt(options: GraphOptions, phoneNumberId: string, mediaId: string): Promise<MediaResult> {
  const query = `phone_number_id=${encodeURIComponent(phoneNumberId)}`
  const answer = await graphCall(options, 'GET', `/${encodeURIComponent(mediaId)}?${query}`)
  if (answer.outcome !== 'answered') return retryLater(answer.details)
  if (answer.status >= 300) return isGone(answer) ? { outcome: 'gone' } : refusalOf(answer)
  const address = addressOf(answer.body, options.graphUrl)
  if ('outcome' in address) return address
  const loaded = await download(address.url, {
    headers: credentials(options),
    limit: address.limit,
    timeoutMs: options.timeoutMs,
  })
  switch (loaded.outcome) {
    case 'loaded':
      return checked(loaded.bytes, address)
    case 'refused':
      return loaded.status === 404 || loaded.status === 410
        ? { outcome: 'gone' }
        : refusalOf({ outcome: 'answered', status: loaded.status, body: undefined, retryAfterMs: undefined })
    case 'failed':
      return retryLater(loaded.details)
    case 'too-large':
      return { outcome: 'too-large' }
    default:
      return loaded satisfies never
  }
}

function addressOf(body: unknown, graphUrl: string): MediaAddress | MediaResult {
  const answer = record(body)
  const url = text(answer?.url)
  // The token goes along: not over a plain connection where the API itself has a secure one.
  if (url === undefined || !URL.canParse(url) || new URL(url).protocol !== new URL(graphUrl).protocol) {
    return retryLater('no usable address of the media')
  }
  const type = plainType(text(answer?.mime_type) ?? '')
  const limit = sizeLimit(type)
  if (limit === undefined) return { outcome: 'not-allowed' }
  // Documented as a string, sent as a number.
  const size = number(answer?.file_size) ?? Number(text(answer?.file_size) ?? 0)
  return size > limit ? { outcome: 'too-large' } : { url, type, limit, sha256: text(answer?.sha256) }
}

function checked(bytes: Buffer, { type, sha256 }: MediaAddress): MediaResult {
  const digest = createHash('sha256').update(bytes).digest()
  // Meta writes it in hex in some answers, in base64 in others.
  const isPromised = sha256 === digest.toString('base64') || sha256?.toLowerCase() === digest.toString('hex')
  if (sha256 !== undefined && !isPromised) return { outcome: 'damaged' }
  const actual = sniff(bytes, type)
  const limit = actual === undefined ? undefined : sizeLimit(actual)
  if (actual === undefined || limit === undefined) return { outcome: 'not-allowed' }
  if (bytes.length > limit) return { outcome: 'too-large' }
  const kept = stripMetadata(bytes, actual)
  return { outcome: 'fetched', bytes: kept, mimeType: actual, sha256: createHash('sha256').update(kept).digest('hex') }
}

/** Meta says "does not exist" as 100 with subcode 33, and with status 400. */
function isGone(answer: Answered): boolean {
  const fault = graphError(answer.body)
  return answer.status === 404 || answer.status === 410 || (fault?.code === 100 && fault.subcode === 33)
}

function retryLater(details: string): MediaResult {
  return { outcome: 'refused', reaction: 'retry-later', code: 0, details }
}
