import type { Store } from '@rolecall/core/ports/store'

/** A store that writes down what it is asked, for tests that hold two requests to the same work. */
export type CountedStore = {
  readonly wrap: (real: Store) => Store
  /** What was asked since it was last taken: operations and collections in order. */
  take(): readonly string[]
}

export const countedStore = (): CountedStore => {
  let asked: string[] = []
  return {
    wrap: (real) => ({
      ...real,
      get: (collection, id) => {
        asked.push(`get ${collection}`)
        return real.get(collection, id)
      },
      getMany: (collection, ids) => {
        asked.push(`getMany ${collection}`)
        return real.getMany(collection, ids)
      },
      find: (collection, query) => {
        asked.push(`find ${collection}`)
        return real.find(collection, query)
      },
      commit: (changes, lease) => {
        asked.push(`commit of ${changes.length}`)
        return real.commit(changes, lease)
      },
    }),
    take: () => {
      const taken = asked
      asked = []
      return taken
    },
  }
}
