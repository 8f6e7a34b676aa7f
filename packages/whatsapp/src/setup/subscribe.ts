import { type GraphOptions, graphCall } from '../graph-call.ts'
import { id, list, record } from '../webhook/narrow.ts'
import { failedCall, isSuccess, ok, type StepResult } from './step.ts'

interface Subscription {
  readonly wabaId: string
  /** Where it is not known, any app counts as another, and subscribing again changes nothing. */
  readonly appId: string | undefined
}

/** Subscribes the app to the account. Without it no webhook comes, though the console says that all is well. */
export async function subscribe(graph: GraphOptions, { wabaId, appId }: Subscription): Promise<StepResult> {
  const path = `/${encodeURIComponent(wabaId)}/subscribed_apps`
  const listed = await graphCall(graph, 'GET', path)
  if (!isSuccess(listed)) {
    return failedCall('subscription', 'The account was not found (WHATSAPP_WABA_ID)', listed)
  }
  if (appId !== undefined && appsIn(listed.body).includes(appId)) {
    return ok('subscription', 'The app is subscribed to the account.')
  }
  const answer = await graphCall(graph, 'POST', path)
  return isSuccess(answer)
    ? ok('subscription', 'The app is now subscribed to the account.')
    : failedCall('subscription', 'The app could not be subscribed to the account', answer)
}

function appsIn(body: unknown): string[] {
  return list(record(body)?.data).flatMap((app) => id(record(record(app)?.whatsapp_business_api_data)?.id) ?? [])
}
