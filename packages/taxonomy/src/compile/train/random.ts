import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Numbers that are the same for the same seed. */
export interface Random {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number
  /** One of `items`, which must not be empty. */
  pick<Item>(items: readonly Item[]): Item
  /** From 0 to less than 1. */
  share(): number
}

export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  const next = (): number => generator.next() >>> 0
  const below = (limit: number): number => next() % limit
  return {
    below,
    share: () => next() / 2 ** 32,
    pick(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('there is nothing to pick from')
      return item
    },
  }
}

/** Puts `items` into another order, in place. */
export function shuffle(items: unknown[], random: Random): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = random.below(at + 1)
    const kept = items[at]
    items[at] = items[other]
    items[other] = kept
  }
}
