import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '@rolecall/core/ports/clock'
import type { Change, CommitOutcome, Store } from '@rolecall/core/ports/store'
import { dayOwnerOf } from '../../day-owner.ts'
import { webhooksKind, webhooksLane } from '../../flows/unpack-webhooks.ts'

/** Keeps webhooks' bodies for the workers. */
export type Inbox = {
  /**
   * Resolves once the body is on disk, or is known not to be: `committed` alone means that it stands there.
   * `trace`: the `traceparent` of its arrival, where traces are kept.
   * @throws StoreUnavailable
   */
  keep(body: string, trace?: string): Promise<CommitOutcome['outcome']>
}

export type InboxOptions = {
  readonly store: Store
  readonly clock: Clock
  /** Tells this process's rows from those of others. */
  readonly instance: string
}

type Waiting = {
  readonly body: string
  readonly trace: string | undefined
  readonly resolve: (outcome: CommitOutcome['outcome']) => void
  readonly reject: (error: unknown) => void
}

const mostBodies = 256
/** A row stays well below what a MongoDB document may have, even where each character is escaped. */
const mostCharacters = 1 << 20

/**
 * Bodies that come in while a row is being written share the next one: they are sealed, indexed and waited for together,
 * which is most of what keeping one costs. Rows are numbered by their time, so that they are appended to each index.
 */
export const createInbox = ({ store, clock, instance }: InboxOptions): Inbox => {
  let waiting: Waiting[] = []
  let writing = false
  let lastAt = 0
  const writeAll = async () => {
    writing = true
    while (waiting.length > 0) {
      await nextTurn()
      const batch = waiting.slice(0, fitting(waiting))
      waiting = waiting.slice(batch.length)
      lastAt = Math.max(clock.now(), lastAt + 1)
      await write(store, batch, rowOf(instance, lastAt, batch))
    }
    writing = false
  }
  return {
    keep: (body, trace) =>
      new Promise((resolve, reject) => {
        waiting.push({ body, trace, resolve, reject })
        if (!writing) void writeAll()
      }),
  }
}

/** How many of the first fit into one row: one at least. */
const fitting = (waiting: readonly Waiting[]): number => {
  let characters = 0
  const over = waiting.findIndex(({ body }, index) => {
    characters += body.length
    return index === mostBodies || (index > 0 && characters > mostCharacters)
  })
  return over === -1 ? waiting.length : over
}

const write = async (store: Store, batch: readonly Waiting[], row: Change): Promise<void> => {
  try {
    const { outcome } = await store.commit([row])
    for (const { resolve } of batch) resolve(outcome)
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}

const rowOf = (instance: string, at: number, batch: readonly Waiting[]): Change => ({
  op: 'put',
  collection: 'tasks',
  expected: 'absent',
  doc: {
    id: `${webhooksKind}:${instance}:${at}`,
    queue: 'receive',
    lane: webhooksLane,
    kind: webhooksKind,
    payload: { bodies: batch.map(({ body }) => body), ...tracesOf(batch) },
    keyOwner: dayOwnerOf(at),
    order: at,
    dueAt: at,
    state: 'ready',
    attempts: 0,
    ...(batch[0]?.trace === undefined ? {} : { trace: batch[0].trace }),
    at,
  },
})

const tracesOf = (batch: readonly Waiting[]): { readonly traces?: readonly (string | null)[] } =>
  batch.some(({ trace }) => trace !== undefined) ? { traces: batch.map(({ trace }) => trace ?? null) } : {}
