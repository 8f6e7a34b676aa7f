import { measuresOf, type Slopes } from './shard.ts'

/** How sharp the choice among a batch is: cosines are divided by it. */
const temperature = 0.1

export interface SlopeFinder {
  /** `measures`: those of all shards, added; they are changed. `groups`: the group of each pair. */
  find(measures: Float32Array, groups: Int32Array): Slopes
}

/**
 * The contrastive loss of a batch, both ways (InfoNCE, van den Oord et al. 2018): each text is to be nearer to its partner
 * than to the partners of the others, but for those of its own group.
 */
export function createSlopeFinder(size: number): SlopeFinder {
  const [left, right] = [new Float32Array(size * size), new Float32Array(size * size)]
  const along = new Float32Array(2 * size)
  const lengths = new Float32Array(2 * size)
  const [chances, rowSums, columnSums] = [new Float32Array(size * size), new Float64Array(size), new Float64Array(size)]

  function toCosines(measures: Float32Array, groups: Int32Array): void {
    rowSums.fill(0)
    columnSums.fill(0)
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        const at = 2 * size + i * size + j
        const cosine = (measures[at] ?? 0) / ((lengths[i] ?? 1) * (lengths[size + j] ?? 1))
        measures[at] = cosine
        const isRival = i === j || groups[i] !== groups[j]
        const chance = isRival ? Math.exp((cosine - 1) / temperature) : 0
        chances[i * size + j] = chance
        rowSums[i] = (rowSums[i] ?? 0) + chance
        columnSums[j] = (columnSums[j] ?? 0) + chance
      }
  }

  function toSlopes(measures: Float32Array): void {
    along.fill(0)
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        const chance = chances[i * size + j] ?? 0
        const slope = chance / (rowSums[i] ?? 1) + chance / (columnSums[j] ?? 1) - (i === j ? 2 : 0)
        left[i * size + j] = slope
        right[j * size + i] = slope
        const part = slope * (measures[2 * size + i * size + j] ?? 0)
        along[i] = (along[i] ?? 0) + part
        along[size + j] = (along[size + j] ?? 0) + part
      }
  }

  return {
    find(measures, groups) {
      if (measures.length !== measuresOf(size)) throw new RangeError('measures of another size of batch')
      // A text of which nothing is known has no length; it learns nothing.
      for (let at = 0; at < 2 * size; at++) lengths[at] = Math.sqrt(measures[at] ?? 0) || 1
      toCosines(measures, groups)
      toSlopes(measures)
      return { left, right, along, lengths }
    },
  }
}
