/** A seeded source of chance (mulberry32): the same seed gives the same demo. */
export type Chance = {
  /** 0 to below 1. */
  next(): number
  whole(from: number, to: number): number
  pick<T>(items: readonly T[]): T
  some<T>(items: readonly T[], share: number): T[]
  bytes(count: number): Uint8Array
}

export const createChance = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    pick: (items) => {
      const item = items[whole(0, items.length - 1)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    some: (items, share) => items.filter(() => next() < share),
    bytes: (count) => Uint8Array.from({ length: count }, () => whole(0, 255)),
  }
}
