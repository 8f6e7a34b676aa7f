import { type GraphOptions, graphCall, graphError } from '../graph-call.ts'
import { id, list, number, record } from '../webhook/narrow.ts'
import { failed, failedCall, isSuccess, ok, type StepResult, warning } from './step.ts'

const needed = ['whatsapp_business_messaging', 'whatsapp_business_management']

export interface TokenCheck {
  readonly result: StepResult
  /** The app that the token belongs to, where Meta tells. */
  readonly appId: string | undefined
}

/** Whether the token is valid, lasts, and has both permissions. */
export async function checkToken(graph: GraphOptions): Promise<TokenCheck> {
  const answer = await graphCall(graph, 'GET', `/debug_token?input_token=${encodeURIComponent(graph.accessToken)}`)
  // Not every token may look at itself; whether it is one is then told by whom it stands for.
  if (answer.outcome === 'answered' && !isSuccess(answer) && graphError(answer.body)?.code !== 190) {
    return { result: await checkOwner(graph), appId: undefined }
  }
  if (!isSuccess(answer)) return { result: failedCall('token', 'The token was not accepted', answer), appId: undefined }
  const data = record(record(answer.body)?.data) ?? {}
  const scopes = list(data.scopes)
  const result = judge({
    isValid: data.is_valid !== false,
    missing: scopes.length === 0 ? [] : needed.filter((scope) => !scopes.includes(scope)),
    expiresAt: number(data.expires_at) ?? 0,
  })
  return { result, appId: id(data.app_id) }
}

async function checkOwner(graph: GraphOptions): Promise<StepResult> {
  const answer = await graphCall(graph, 'GET', '/me?fields=id')
  return isSuccess(answer)
    ? ok('token', 'The token is accepted; its permissions show in the next steps.')
    : failedCall('token', 'The token was not accepted', answer)
}

/** `expiresAt` in seconds; 0 for never. */
function judge({
  isValid,
  missing,
  expiresAt,
}: {
  isValid: boolean
  missing: string[]
  expiresAt: number
}): StepResult {
  if (!isValid) {
    return failed('token', 'The token is no longer valid.', 'Make a new token and set WHATSAPP_ACCESS_TOKEN.')
  }
  if (missing.length > 0) {
    const mend = 'Make a new token of the system user and tick both permissions.'
    return failed('token', `The token lacks ${missing.join(' and ')}.`, mend)
  }
  if (expiresAt > 0) {
    const until = new Date(expiresAt * 1000).toISOString()
    return warning('token', `The token ends on ${until}.`, 'Make one of a system user that never ends.')
  }
  return ok('token', 'The token is valid, has both permissions and does not end.')
}
