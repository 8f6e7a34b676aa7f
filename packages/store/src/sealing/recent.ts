import { type DataKey, type Place, seal, unseal } from './cipher.ts'
import { type ShortMemory, shortMemory } from './short-memory.ts'

/**
 * Sealing and opening that remember what they did lately. A task is read a moment after it was written, and a message of the
 * outbox is written twice more with the same words: each is worth one run of the cipher. The answers are those of the
 * cipher, since the key, the place and every byte must be the same.
 */
export type Recent = {
  /** As `seal`; the same text in the same place is the same ciphertext again. */
  seal(key: DataKey, place: Place, text: string): Uint8Array
  /** As `unseal`. */
  unseal(key: DataKey, place: Place, sealed: Uint8Array): string | undefined
  /** Lets go of all that this owner's key sealed. */
  forget(owner: string): void
}

type Pair = {
  readonly key: DataKey
  readonly place: Place
  readonly text: string
  readonly sealed: Buffer
}

const ms = 15_000
/** Characters and bytes, a memory's young half. */
const most = 4_000_000

export const makeRecent = (): Recent => {
  const pairs: ShortMemory<Pair> = shortMemory({ ms, most })
  const known = (key: DataKey, place: Place): Pair | undefined => {
    const pair = pairs.get(place.id)
    return pair?.key === key && isSame(pair.place, place) ? pair : undefined
  }
  const remember = (pair: Pair): void => pairs.set(pair.place.id, pair, pair.text.length + pair.sealed.length)
  return {
    seal: (key, place, text) => {
      const pair = known(key, place)
      if (pair?.text === text) return pair.sealed
      const sealed = seal(key, place, text)
      remember({ key, place, text, sealed })
      return sealed
    },
    unseal: (key, place, sealed) => {
      const pair = known(key, place)
      if (pair?.sealed.equals(sealed)) return pair.text
      const text = unseal(key, place, sealed)
      // A copy: what a driver hands over may be a window on a whole answer.
      if (text !== undefined) remember({ key, place, text, sealed: Buffer.from(sealed) })
      return text
    },
    forget: (owner) => pairs.forget((pair) => pair.place.owner === owner),
  }
}

const isSame = (one: Place, other: Place): boolean =>
  one.id === other.id &&
  one.collection === other.collection &&
  one.version === other.version &&
  one.owner === other.owner
