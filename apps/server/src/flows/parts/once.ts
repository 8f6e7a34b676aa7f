import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Store } from '@rolecall/core/ports/store'
import { dayOwnerOf } from '../../day-owner.ts'
import { type Refusal, refuse } from '../../refusal.ts'

/** A request that came with an Idempotency-Key. `at`: when it came. */
export type Once = Pick<DocumentOf<'requests'>, 'id' | 'operation' | 'fingerprint'> & { readonly at: number }

/** For so long a request that comes again gets the answer that it got. Milliseconds. */
export const rememberedMs = 24 * 60 * 60 * 1000

/** What is known of a request: its result, or the change that keeps one, in the commit that makes it true. */
export type Before =
  | { readonly done: true; readonly result: unknown }
  | { readonly done: false; readonly keep: (result: unknown) => Change }

export const readBefore = async (store: Store, once: Once): Promise<Before | Refusal> => {
  const found = await store.get('requests', once.id)
  const isKnown = found !== undefined && once.at < found.doc.createdAt + rememberedMs
  if (isKnown && found.doc.fingerprint !== once.fingerprint) return refuse('idempotency-key-reused')
  if (isKnown) return { done: true, result: found.doc.result }
  const { at, ...request } = once
  return {
    done: false,
    keep: (result) => ({
      op: 'put',
      collection: 'requests',
      expected: found?.revision ?? 'absent',
      doc: {
        ...request,
        ...(result === undefined ? {} : { result }),
        keyOwner: dayOwnerOf(at),
        createdAt: at,
      },
    }),
  }
}
