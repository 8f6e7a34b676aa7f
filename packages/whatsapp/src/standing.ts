import { type GraphOptions, graphCall } from './graph-call.ts'
import { limitOf } from './webhook/messaging-limit.ts'
import { record, text } from './webhook/narrow.ts'

/** What Meta says of a business number. `messagingLimit`: people who may be written to first within 24 hours; -1: no limit. */
export interface Standing {
  readonly quality: 'green' | 'yellow' | 'red' | 'unknown'
  readonly messagingLimit?: number
}

/** Reads how a business number stands; undefined where Meta did not say. */
export async function readStanding(
  given: Pick<GraphOptions, 'graphUrl' | 'accessToken'>,
  phoneNumberId: string,
): Promise<Standing | undefined> {
  const options = { timeoutMs: 15_000, userAgent: 'Rolecall', ...given }
  const fields = 'quality_rating,whatsapp_business_manager_messaging_limit'
  const answer = await graphCall(options, 'GET', `/${encodeURIComponent(phoneNumberId)}?fields=${fields}`)
  if (answer.outcome !== 'answered' || answer.status !== 200) return undefined
  const number = record(answer.body) ?? {}
  const messagingLimit = limitOf(text(number.whatsapp_business_manager_messaging_limit))
  return {
    quality: qualityOf(text(number.quality_rating)),
    ...(messagingLimit === undefined ? {} : { messagingLimit }),
  }
}

function qualityOf(rating = ''): Standing['quality'] {
  const lower = rating.toLowerCase()
  return lower === 'green' || lower === 'yellow' || lower === 'red' ? lower : 'unknown'
}
