import type { Store } from '@rolecall/core/ports/store'
import { createEngine } from '@rolecall/match/engine'
import { createExplainer } from '@rolecall/match/explainer'
import type { Gazetteer, Taxonomy } from '@rolecall/taxonomy/types'
import { silentLog } from '../log.ts'
import { createMatcher, type Matcher } from '../matcher/matcher.ts'
import { createReplica, type Replica } from '../matcher/replica.ts'

/** The matcher of a test, its index without a thread: both load and hear of changes together. */
export const createLocalMatcher = (options: {
  readonly store: Store
  readonly taxonomy: Taxonomy
  readonly gazetteer: Gazetteer
  readonly now: () => number
}): { readonly matcher: Matcher; readonly index: Replica } => {
  const { taxonomy } = options
  const index = createReplica({ store: options.store, log: silentLog, newEngine: () => createEngine({ taxonomy }) })
  const matcher = createMatcher({ ...options, index, explain: createExplainer({ taxonomy }) })
  const load = async () => {
    await matcher.load()
    await index.load()
  }
  return {
    index,
    matcher: {
      ...matcher,
      load,
      lost: load,
      async changed(events) {
        await matcher.changed(events)
        await index.changed(events)
      },
    },
  }
}
