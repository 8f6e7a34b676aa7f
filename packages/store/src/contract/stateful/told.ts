import { isDeepStrictEqual } from 'node:util'

/** @throws where the store differs from the model, with both in words. */
export const same = (what: string, store: unknown, model: unknown): void => {
  if (isDeepStrictEqual(store, model)) return
  throw new Error(`${what}\n  the model says: ${inWords(model)}\n  the store says: ${inWords(store)}`)
}

const inWords = (value: unknown): string => JSON.stringify(value) ?? 'undefined'
