import type { Change, Store } from '@rolecall/core/ports/store'

export type CommitListener = (changes: readonly Change[]) => void

/**
 * The store, and who hears of this process's own commits before the one who commits does: what it wrote it reads again, however
 * far behind the change feed is. A commit of unknown outcome is told of too.
 */
export const watchCommits = (
  store: Store,
): { readonly store: Store; readonly onCommit: (listener: CommitListener) => void } => {
  const listeners: CommitListener[] = []
  return {
    store: {
      ...store,
      commit: async (changes, lease) => {
        const result = await store.commit(changes, lease)
        if (result.outcome === 'committed' || result.outcome === 'unknown')
          for (const listener of listeners) listener(changes)
        return result
      },
      [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
    },
    onCommit: (listener) => void listeners.push(listener),
  }
}
