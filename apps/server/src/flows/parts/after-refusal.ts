import type { OutboxMessage } from '@rolecall/core/conversation/reply'
import type { SendReaction } from '@rolecall/core/ports/messenger'

export type AfterRefusal =
  | { readonly next: 'retry'; readonly waitMs?: number; readonly error?: string }
  | { readonly next: 'fail'; readonly unreachable: boolean }

const fiveMinutesMs = 5 * 60 * 1000

/** What follows from a refused message, whether the refusal came with the answer or later by webhook. */
export const afterRefusal = (
  reaction: SendReaction,
  { sentTemplate, message }: { sentTemplate: boolean; message: OutboxMessage | undefined },
): AfterRefusal => {
  switch (reaction) {
    case 'retry-later':
      return { next: 'retry' }
    case 'retry-this-person-later':
      return { next: 'retry', waitMs: 6000 }
    case 'stop-all':
      return { next: 'retry', waitMs: fiveMinutesMs }
    case 'use-template':
      return sentTemplate || message?.template === undefined
        ? { next: 'fail', unreachable: false }
        : { next: 'retry', waitMs: 0, error: 'use-template' }
    case 'give-up-on-person':
      return { next: 'fail', unreachable: true }
    case 'wait-a-day':
    case 'person-opted-out':
    case 'template-off':
    case 'bug':
      return { next: 'fail', unreachable: false }
    default:
      return reaction satisfies never
  }
}
