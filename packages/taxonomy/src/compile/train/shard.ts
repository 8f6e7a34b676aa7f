import { columnsOfUnitRows, productsOfRows, squareOfRow } from './matrix.ts'

/** The rows of the table that make the two texts of each pair of a batch. */
export interface Batch {
  readonly left: readonly Uint32Array[]
  readonly right: readonly Uint32Array[]
}

/** How the loss of a batch changes with the cosine of each left with each right, row by row for either side. */
export interface Slopes {
  readonly left: Float32Array
  readonly right: Float32Array
  /** For each left, then each right: the sum of its slopes, each times its cosine. */
  readonly along: Float32Array
  /** For each left, then each right: the length of its vector over all shards. */
  readonly lengths: Float32Array
}

/** How many numbers `measure` writes: squares of the lengths of all lefts and rights, then their products. */
export const measuresOf = (size: number): number => 2 * size + size * size

/**
 * Some of the dimensions of the table under training. Shards share nothing but their measures, which are added in one
 * order: so the table is the same each time, whichever thread is quicker.
 */
export class Shard {
  readonly #table: Float32Array
  readonly #dims: number
  readonly #size: number
  readonly #left: Float32Array
  readonly #right: Float32Array
  readonly #gradient: Float32Array
  readonly #columns: Float32Array
  /** By row: the sum of the squares of its gradients so far, for Adagrad. */
  readonly #history: Float32Array

  constructor({ table, dims, size }: { table: Float32Array; dims: number; size: number }) {
    this.#table = table
    this.#dims = dims
    this.#size = size
    this.#left = new Float32Array(size * dims)
    this.#right = new Float32Array(size * dims)
    this.#gradient = new Float32Array(size * dims)
    this.#columns = new Float32Array(size * dims)
    this.#history = new Float32Array(table.length / dims)
  }

  measure({ left, right }: Batch, out: Float32Array): void {
    const [size, dims] = [this.#size, this.#dims]
    this.#sum(left, this.#left)
    this.#sum(right, this.#right)
    for (let at = 0; at < size; at++) {
      out[at] = squareOfRow(this.#left, at, dims)
      out[size + at] = squareOfRow(this.#right, at, dims)
    }
    productsOfRows(this.#left, this.#right, { width: dims, out: out.subarray(2 * size) })
  }

  /** One step of rowwise Adagrad against the slopes. */
  learn({ left, right }: Batch, { left: lefts, right: rights, along, lengths }: Slopes, rate: number): void {
    const size = this.#size
    const [leftLengths, rightLengths] = [lengths.subarray(0, size), lengths.subarray(size)]
    const leftSide = { own: this.#left, lengths: leftLengths, along: along.subarray(0, size) }
    const rightSide = { own: this.#right, lengths: rightLengths, along: along.subarray(size) }
    this.#gradientsOf(leftSide, lefts, rightSide)
    this.#apply(left, rate)
    this.#gradientsOf(rightSide, rights, leftSide)
    this.#apply(right, rate)
  }

  #sum(texts: readonly Uint32Array[], out: Float32Array): void {
    const [table, dims] = [this.#table, this.#dims]
    out.fill(0)
    for (const [at, rows] of texts.entries()) {
      const to = at * dims
      for (const row of rows) {
        const from = row * dims
        for (let d = 0; d < dims; d++) out[to + d] = (out[to + d] ?? 0) + (table[from + d] ?? 0)
      }
    }
  }

  /** Through the cosine: what pulls along the vector itself changes nothing but its length. */
  #gradientsOf(side: Side, slopes: Float32Array, other: Side): void {
    const [dims, gradient] = [this.#dims, this.#gradient]
    columnsOfUnitRows(other.own, other.lengths, { dims, out: this.#columns })
    productsOfRows(slopes, this.#columns, { width: this.#size, out: gradient })
    for (let at = 0; at < this.#size; at++) {
      const length = side.lengths[at] ?? 1
      const back = (side.along[at] ?? 0) / length
      for (let d = at * dims; d < (at + 1) * dims; d++)
        gradient[d] = ((gradient[d] ?? 0) - back * (side.own[d] ?? 0)) / length
    }
  }

  #apply(texts: readonly Uint32Array[], rate: number): void {
    const [table, dims, gradient, history] = [this.#table, this.#dims, this.#gradient, this.#history]
    for (const [at, rows] of texts.entries()) {
      const square = squareOfRow(gradient, at, dims) / dims
      if (square === 0) continue
      for (const row of rows) {
        const seen = (history[row] ?? 0) + square
        history[row] = seen
        const step = rate / Math.sqrt(seen)
        const [to, from] = [row * dims, at * dims]
        for (let d = 0; d < dims; d++) table[to + d] = (table[to + d] ?? 0) - step * (gradient[from + d] ?? 0)
      }
    }
  }
}

interface Side {
  readonly own: Float32Array
  readonly lengths: Float32Array
  readonly along: Float32Array
}
