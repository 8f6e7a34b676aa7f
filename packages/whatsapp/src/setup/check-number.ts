import { type GraphOptions, graphCall } from '../graph-call.ts'
import { record, text } from '../webhook/narrow.ts'
import { failed, failedCall, isSuccess, ok, type StepResult, warning } from './step.ts'

const fields = [
  'verified_name',
  'display_phone_number',
  'quality_rating',
  'throughput',
  'platform_type',
  'code_verification_status',
  'whatsapp_business_manager_messaging_limit',
]

/** Whether the business number is registered for the Cloud API, and in what standing. */
export async function checkNumber(graph: GraphOptions, phoneNumberId: string): Promise<StepResult> {
  const answer = await graphCall(graph, 'GET', `/${encodeURIComponent(phoneNumberId)}?fields=${fields.join(',')}`)
  if (!isSuccess(answer)) return failedCall('number', 'The number was not found (WHATSAPP_PHONE_NUMBER_ID)', answer)
  const number = record(answer.body) ?? {}
  const name = `${text(number.display_phone_number) ?? phoneNumberId}, "${text(number.verified_name) ?? 'no name'}"`
  const platform = text(number.platform_type)
  if (platform !== undefined && platform !== 'CLOUD_API') {
    const mend = 'Register the number: POST /{phone number id}/register with a PIN of six digits.'
    return failed('number', `${name} is not registered for the Cloud API.`, mend)
  }
  const verification = text(number.code_verification_status)
  if (verification === 'NOT_VERIFIED') {
    return failed('number', `${name} is not verified.`, 'Verify it in WhatsApp Manager by text message or call.')
  }
  const standing = `${name} is ready. ${details(number)}`
  if (number.quality_rating === 'RED') {
    return warning('number', standing, 'People block or report this number. Send less, and only what was asked for.')
  }
  if (verification === 'EXPIRED') {
    // Sending goes on; only a new registration would ask for it.
    return warning('number', standing, 'The verification has lapsed: verify again before you next register the number.')
  }
  return ok('number', standing)
}

function details(number: Readonly<Record<string, unknown>>): string {
  const level = text(record(number.throughput)?.level) ?? 'unknown'
  const limit = text(number.whatsapp_business_manager_messaging_limit) ?? 'unknown'
  return `Quality ${text(number.quality_rating) ?? 'unknown'}, throughput ${level}, people a day by template: ${limit}.`
}
