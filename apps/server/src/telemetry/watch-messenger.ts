import type { Messenger } from '@rolecall/core/ports/messenger'
import { isKnownCode } from '@rolecall/whatsapp/errors'
import type { Metrics } from './metrics.ts'
import type { Tracing } from './tracing.ts'

type Call = 'send' | 'read' | 'media'
type Answer = { readonly outcome: string; readonly code?: number }

/** The messenger, with each call timed, its refusals counted, and a span of its own. Nothing of a trace goes to WhatsApp. */
export const watchMessenger = (
  messenger: Messenger,
  { metrics, tracing }: { readonly metrics: Metrics; readonly tracing: Tracing },
): Messenger => {
  const watched = async <T extends Answer>(call: Call, run: () => Promise<T>): Promise<T> => {
    const from = performance.now()
    const span = tracing.begin(`whatsapp ${call}`, { kind: 'client' })
    let answer: Answer = { outcome: 'unknown' }
    try {
      const result = await run()
      answer = result
      return result
    } finally {
      const outcome = outcomeOf(answer)
      metrics.observe('rolecall_whatsapp_seconds', { call, outcome }, (performance.now() - from) / 1000)
      if (outcome === 'refused') metrics.add('rolecall_whatsapp_refusals_total', { code: codeOf(answer) })
      span.end({ outcome, ...(answer.code === undefined ? {} : { code: answer.code }) }, outcome !== 'done')
    }
  }
  return {
    send: (from, to, message, outboxId) => watched('send', () => messenger.send(from, to, message, outboxId)),
    markRead: (phoneNumberId, wamid, typing) => watched('read', () => messenger.markRead(phoneNumberId, wamid, typing)),
    fetchMedia: (phoneNumberId, mediaId) => watched('media', () => messenger.fetchMedia(phoneNumberId, mediaId)),
  }
}

const outcomeOf = ({ outcome }: Answer): 'done' | 'refused' | 'unknown' =>
  outcome === 'refused' || outcome === 'unknown' ? outcome : 'done'

const codeOf = ({ code = 0 }: Answer): string => (isKnownCode(code) ? String(code) : 'other')
