import type { WebhookWatch } from '../http/whatsapp/webhook.ts'
import type { Metrics } from './metrics.ts'
import type { Tracing } from './tracing.ts'

/** Times webhooks from their last byte to their answer: no hook of the server, which each would pay for. */
export const watchWebhooks = ({
  metrics,
  tracing,
}: {
  readonly metrics: Metrics
  readonly tracing: Tracing
}): WebhookWatch => {
  const kept = metrics.observer('rolecall_webhook_seconds', { outcome: 'kept' })
  const refused = metrics.observer('rolecall_webhook_seconds', { outcome: 'refused' })
  const notStored = metrics.observer('rolecall_webhook_seconds', { outcome: 'not-stored' })
  const observerOf = (status: number) => {
    if (status < 300) return kept
    return status < 500 ? refused : notStored
  }
  return {
    arrived() {
      const from = performance.now()
      const span = tracing.begin('webhook', webhookSpan)
      return {
        trace: span.traceparent,
        answered(status) {
          observerOf(status)((performance.now() - from) / 1000)
          span.end({ 'http.response.status_code': status }, status >= 500)
        },
      }
    },
  }
}

const webhookSpan = {
  kind: 'server',
  attributes: { 'http.request.method': 'POST', 'http.route': '/webhooks/whatsapp' },
} as const
