import type { DocumentOf } from '@rolecall/core/model/collections'
import { noTracing, type Tracing } from './tracing.ts'

type Outbox = DocumentOf<'outbox'>
export type Reached = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown' | 'dropped'

/** What the flows tell of what became of messages. Call it once the commit stands that says so. */
export type FlowTelemetry = {
  readonly tracing: Tracing
  reached(message: Outbox, outcome: Reached): void
  priced(message: Outbox): void
}

export const silentTelemetry: FlowTelemetry = {
  tracing: noTracing,
  reached: () => undefined,
  priced: () => undefined,
}
