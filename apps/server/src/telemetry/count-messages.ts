import type { DocumentOf } from '@rolecall/core/model/collections'
import { outboxMessageOf } from '../flows/parts/task-documents.ts'
import type { FlowTelemetry, Reached } from './flow-telemetry.ts'
import type { Metrics } from './metrics.ts'
import type { Tally } from './tally.ts'
import type { Tracing } from './tracing.ts'

type Outbox = DocumentOf<'outbox'>

/** Counts what became of messages, for the metrics and for the page. */
export const countMessages = (options: {
  readonly metrics: Metrics
  readonly tally: Tally
  readonly tracing: Tracing
  readonly now: () => number
}): FlowTelemetry => {
  const { metrics, tally, tracing, now } = options
  return {
    tracing,
    reached(message, outcome) {
      const what = { template: templateOf(message), category: message.category, outcome }
      metrics.add('rolecall_deliveries_total', what)
      tally.delivered(what, now())
      // What WhatsApp says later comes in by a webhook of its own; here it joins the trace of the message that it is about.
      if (byStatus.has(outcome) && message.trace !== undefined)
        tracing
          .begin(`message ${outcome}`, { parent: message.trace, attributes: { 'outbox.id': message.id } })
          .end({}, outcome === 'failed')
    },
    priced(message) {
      const { category = 'none', type = 'none' } = message.pricing ?? {}
      const what = { template: templateOf(message), category, type }
      metrics.add('rolecall_whatsapp_priced_total', what)
      tally.priced(what, now())
    },
  }
}

const byStatus: ReadonlySet<Reached> = new Set(['sent', 'delivered', 'read', 'failed'])

/** The template that went out, or `none`: within 24 hours of the person's own message it goes as it is written. */
const templateOf = (message: Outbox): string =>
  message.sentAs === 'template' ? (outboxMessageOf(message)?.template?.name ?? 'none') : 'none'
