import type { CollectionName } from '@rolecall/core/model/collections'
import type { Query } from '@rolecall/core/ports/store'
import { everyPage } from '../../../every-page.ts'
import type { FlowDeps } from '../../deps.ts'
import { deletion } from '../delete-rows.ts'

export type RetentionDeps = Pick<FlowDeps, 'store' | 'clock' | 'log' | 'files' | 'makeId' | 'settings'> & {
  readonly config: Pick<FlowDeps['config'], 'whatsapp'>
}

/** What of a collection goes, and when. `after` and `why` are words for the operator's record of processing. */
export type RetentionRule = {
  readonly what: string
  readonly after: string
  readonly why: string
  /** Forgets what is due now; how many it was. */
  readonly forget: (deps: RetentionDeps, now: number) => Promise<number>
}

export const dayMs = 86_400_000
/** A twelfth of 365 days and a quarter. */
export const monthMs = 30.4375 * dayMs

const atOnce = 500

/** Deletes what the queries find, in commits of a size that holds up nobody. One that somebody else changes waits for the next time. */
export const deleting =
  <C extends CollectionName>(
    collection: C,
    queriesAt: (now: number) => readonly Omit<Query<C>, 'limit' | 'after'>[],
    before: (deps: RetentionDeps, id: string) => Promise<void> = async () => undefined,
  ): RetentionRule['forget'] =>
  async (deps, now) => {
    let forgotten = 0
    for (const query of queriesAt(now))
      for await (const items of everyPage(deps, collection, { ...query, pageSize: atOnce })) {
        if (items.length === 0) continue
        for (const { doc } of items) await before(deps, doc.id)
        const { outcome } = await deps.store.commit(items.map((row) => deletion(collection, row)))
        if (outcome !== 'committed') break
        forgotten += items.length
      }
    return forgotten
  }
