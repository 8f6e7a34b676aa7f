import { featureOfPair, featuresOf } from './features.ts'

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
  /** A vector of length 1; undefined where the table knows nothing of the text. */
  of(text: string): Float32Array | undefined
  /** The same before it is made of length 1: that of a text is the sum of its words' and of `addPair` for each two in turn. */
  sumOf(text: string): Float32Array
  /** Adds to `sum` what two folded words that follow each other mean beyond either. */
  addPair(first: string, second: string, sum: Float32Array): void
}

export function createVectors({ dims, features, scales, values }: VectorData): Vectors {
  function add(feature: number, sum: Float32Array): void {
    const row = find(features, feature)
    if (row === -1) return
    const scale = scales[row] ?? 0
    for (let d = 0, at = row * dims; d < dims; d++, at++) sum[d] = (sum[d] ?? 0) + (values[at] ?? 0) * scale
  }
  function sumOf(text: string): Float32Array {
    const sum = new Float32Array(dims)
    for (const feature of featuresOf(text)) add(feature, sum)
    return sum
  }
  return {
    dims,
    sumOf,
    of: (text) => toLength1(sumOf(text)),
    addPair: (first, second, sum) => add(featureOfPair(first, second), sum),
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
