/** Asks for the next item while the one before is worked on. */
export async function* ahead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const items = source[Symbol.asyncIterator]()
  const ask = () => {
    const asked = items.next()
    // It is looked at later, if at all.
    asked.catch(() => undefined)
    return asked
  }
  let next = ask()
  try {
    for (;;) {
      const { value, done } = await next
      if (done) return
      next = ask()
      yield value
    }
  } finally {
    await items.return?.()
  }
}

/** Runs the work for each item, a few at once; ends when all of it has, or with the first failure. */
export const eachOf = async <T>(
  items: AsyncIterable<T>,
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const running = new Set<Promise<void>>()
  const failures: unknown[] = []
  const throwFirst = (): void => {
    if (failures.length > 0) throw failures[0]
  }
  for await (const item of items) {
    const one = work(item)
      .catch((error) => void failures.push(error))
      .finally(() => running.delete(one))
    running.add(one)
    if (running.size >= atOnce) await Promise.race(running)
    throwFirst()
  }
  await Promise.all(running)
  throwFirst()
}

/** One item after the other of batches that come in time. */
class Rows<T> {
  readonly #batches: AsyncIterator<readonly T[]>
  #batch: readonly T[] = []
  #at = 0

  constructor(batches: AsyncIterable<readonly T[]>) {
    this.#batches = ahead(batches)[Symbol.asyncIterator]()
  }

  /** The item that stands first; undefined once there is none. Await `more` where it says so. */
  get first(): T | undefined {
    return this.#batch[this.#at]
  }

  drop(): void {
    this.#at += 1
  }

  /** True when a batch must be fetched before `first` is known. */
  get isDry(): boolean {
    return this.#at >= this.#batch.length
  }

  async more(): Promise<void> {
    const { value, done } = await this.#batches.next()
    this.#batch = done ? [] : value
    this.#at = 0
  }

  async end(): Promise<void> {
    await this.#batches.return?.()
  }
}

type WithId = { readonly id: string }
type Pair<L, R> = { readonly left?: L; readonly right?: R }

/**
 * Walks two streams in the order of `compare` side by side. `visit` is told of each id once, with what either side has;
 * `pause` is awaited between batches.
 */
export const walkTogether = async <L extends WithId, R extends WithId>(
  [left, right]: readonly [AsyncIterable<readonly L[]>, AsyncIterable<readonly R[]>],
  compare: (one: string, other: string) => number,
  { visit, pause }: { visit: (pair: Pair<L, R>) => void; pause: () => Promise<void> },
): Promise<void> => {
  const [lefts, rights] = [new Rows(left), new Rows(right)]
  try {
    for (;;) {
      if (lefts.isDry) await lefts.more()
      if (rights.isDry) await rights.more()
      if (lefts.first === undefined && rights.first === undefined) break
      for (let { first: l } = lefts, { first: r } = rights; l !== undefined || r !== undefined; ) {
        const order = l === undefined ? 1 : r === undefined ? -1 : compare(l.id, r.id)
        visit({
          ...(order <= 0 && l !== undefined ? { left: l } : {}),
          ...(order >= 0 && r !== undefined ? { right: r } : {}),
        })
        if (order <= 0) lefts.drop()
        if (order >= 0) rights.drop()
        if ((order <= 0 && lefts.isDry) || (order >= 0 && rights.isDry)) break
        l = lefts.first
        r = rights.first
      }
      await pause()
    }
    await pause()
  } finally {
    await Promise.all([lefts.end(), rights.end()])
  }
}
