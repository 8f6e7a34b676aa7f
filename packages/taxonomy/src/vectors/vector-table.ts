import { featuresOf } from './features.ts'

/** A trained table, one row a feature: `values[row * dims + d] * scales[row]` is a coordinate. */
export interface VectorData {
  readonly dims: number
  /** Hashes of `featuresOf`, ascending; their position is their row. */
  readonly features: Uint32Array
  readonly scales: Float32Array
  readonly values: Int8Array
}

/** Vectors of texts; what two texts mean alike stands in a small angle. */
export interface Vectors {
  readonly dims: number
  readonly rowCount: number
  /** A vector of length 1; undefined where the table knows nothing of the text. */
  of(text: string): Float32Array | undefined
  /** The row of a feature; -1 where it has none. A text is the sum of the rows of its features. */
  rowOf(feature: number): number
  /** Adds a row, `times` it, to `sum`, which has `dims` numbers. */
  addRow(row: number, sum: Float32Array, times?: number): void
}

export function createVectors({ dims, features, scales, values }: VectorData): Vectors {
  const rowOf = (feature: number): number => find(features, feature)
  function addRow(row: number, sum: Float32Array, times = 1): void {
    const scale = (scales[row] ?? 0) * times
    for (let d = 0, at = row * dims; d < dims; d++, at++) sum[d] = (sum[d] ?? 0) + (values[at] ?? 0) * scale
  }
  return {
    dims,
    rowCount: features.length,
    rowOf,
    addRow,
    of(text) {
      const sum = new Float32Array(dims)
      for (const feature of featuresOf(text)) {
        const row = rowOf(feature)
        if (row !== -1) addRow(row, sum)
      }
      return toLength1(sum)
    },
  }
}

/** The cosine of two vectors of length 1, from -1 to 1. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let d = 0; d < a.length; d++) sum += (a[d] ?? 0) * (b[d] ?? 0)
  return sum
}

function toLength1(vector: Float32Array): Float32Array | undefined {
  const length = Math.sqrt(cosine(vector, vector))
  return length === 0 ? undefined : vector.map((value) => value / length)
}

function find(sorted: Uint32Array, value: number): number {
  let [low, high] = [0, sorted.length - 1]
  while (low <= high) {
    const middle = (low + high) >>> 1
    const here = sorted[middle] ?? 0
    if (here === value) return middle
    if (here < value) low = middle + 1
    else high = middle - 1
  }
  return -1
}
