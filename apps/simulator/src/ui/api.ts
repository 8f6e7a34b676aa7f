import type { Mail, Phone, Settings, Template, WebhookLogEntry } from '../world/types.ts'

export interface State {
  readonly phones: readonly Phone[]
  readonly settings: Settings
  readonly templates: readonly Template[]
  readonly webhooks: readonly WebhookLogEntry[]
  readonly mails: readonly Mail[]
}

const base = '/simulator/api'

export const eventsUrl = `${base}/events`

/** @throws Error with the simulator's own sentence. */
export async function call<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
  const content =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await fetch(`${base}${path}`, { method, ...content })
  if (response.status === 204) return undefined as T
  const answer = await response.json()
  if (!response.ok) throw new Error(String(answer.error))
  return answer
}

export const post = <T>(path: string, body?: unknown): Promise<T> => call<T>(path, 'POST', body)
export const patch = <T>(path: string, body: unknown): Promise<T> => call<T>(path, 'PATCH', body)
