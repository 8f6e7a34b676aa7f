import type { Store } from '@rolecall/core/ports/store'

/** A store whose process dies with a commit that stands: whoever asked for it hears nothing. */
export type MortalStore = {
  readonly wrap: (real: Store) => Store
  dies: boolean
}

export const mortalStore = (): MortalStore => {
  const mortal: MortalStore = {
    dies: false,
    wrap: (real) => ({
      ...real,
      commit: async (changes, lease) => {
        const outcome = await real.commit(changes, lease)
        if (mortal.dies) throw new Error('the process died')
        return outcome
      },
    }),
  }
  return mortal
}
